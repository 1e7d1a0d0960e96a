namespace Trivium.Ingestion;

/// <summary>The stages of an ingestion, in their order; embed and project run side by side.</summary>
internal static class IngestionStages
{
    public const string Accepted = "accepted";
    public const string Parse = "parse";
    public const string Embed = "embed";
    public const string Project = "project";
    public const string Commit = "commit";
    public const string Delete = "delete";
    public const string Done = "done";
}
