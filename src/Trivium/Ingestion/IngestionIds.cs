using System.Globalization;

namespace Trivium.Ingestion;

/// <summary>
/// The ids of orchestration instances: made of what they work on, so starting one twice is starting it once.
/// </summary>
internal static class IngestionIds
{
    /// <summary>Is in no document id and means nothing in a URL.</summary>
    private const char RunMark = '~';

    /// <summary>The ingestion of what was accepted as number <paramref name="accepted"/> for a document.</summary>
    public static string Ingestion(string tenant, string documentId, long accepted) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenant}-{documentId}-{accepted}");

    /// <summary>The number an ingestion was accepted under.</summary>
    public static long AcceptedOf(string ingestionId) =>
        long.Parse(ingestionId.AsSpan(ingestionId.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>The instance that carries an ingestion out: the first run has its id, a retry a number more.</summary>
    public static string Run(string ingestionId, int run) =>
        run == 0 ? ingestionId : string.Create(CultureInfo.InvariantCulture, $"{ingestionId}{RunMark}{run}");

    /// <summary>The ingestion that an instance carries out.</summary>
    public static string IngestionOf(string instanceId)
    {
        int mark = instanceId.LastIndexOf(RunMark);
        return mark < 0 ? instanceId : instanceId[..mark];
    }

    /// <summary>Which run of its ingestion an instance is; from 0.</summary>
    public static int RunOf(string instanceId)
    {
        int mark = instanceId.LastIndexOf(RunMark);
        return mark < 0 ? 0 : int.Parse(instanceId[(mark + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>The purge of a generation. The colon is in no document id, so no ingestion has such an id.</summary>
    public static string Purge(string tenant, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"purge:{tenant}-{generation}");
}
