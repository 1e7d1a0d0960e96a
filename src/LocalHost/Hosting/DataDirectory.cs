using System.Text.Json;

namespace Trivium.LocalHost.Hosting;

/// <summary>
/// The folder that holds everything the host stores. One host owns it at a time: an exclusive lock on <c>lock</c>, which
/// the operating system gives back when the process dies however it dies, with <c>owner.json</c> saying who that is.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held, bool isNew)
    {
        Path = path;
        _lock = held;
        IsNew = isNew;
    }

    public string Path { get; }

    /// <summary>True when nothing had been stored in it before.</summary>
    public bool IsNew { get; }

    public string CosmosDatabase => System.IO.Path.Combine(Path, "cosmos.db");

    public string OrchestrationDatabase => System.IO.Path.Combine(Path, "orchestrations.db");

    /// <summary>Exists from the first start with seeds until all of them are ingested, so that a cut-off first run is finished by the next.</summary>
    public string SeedingMarker => System.IO.Path.Combine(Path, "seeding");

    private string OwnerFile => System.IO.Path.Combine(Path, "owner.json");

    /// <summary>Makes the folder when it is missing, and takes it.</summary>
    /// <exception cref="StartupException">It cannot be written, or another host has it.</exception>
    public static DataDirectory Take(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            FileStream held = Lock(full);
            bool isNew = !File.Exists(System.IO.Path.Combine(full, "cosmos.db"));
            return new DataDirectory(full, held, isNew);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StartupException(
                $"The data directory {full} cannot be written ({exception.Message.TrimEnd('.')}). Choose another one with --data.");
        }
    }

    /// <summary>Tells a second host, and the command line, who has the folder.</summary>
    public void Announce(string url)
    {
        // Written beside and renamed: a reader never sees half of it.
        string draft = OwnerFile + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(new Owner(Environment.ProcessId, url), JsonSerializerOptions.Web));
        File.Move(draft, OwnerFile, overwrite: true);
    }

    /// <summary>The URL of the host that owns a folder; null where none does.</summary>
    public static string? OwnerUrl(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            if (!File.Exists(System.IO.Path.Combine(full, "lock"))) return null;

            // A host that died left its announcement behind, but not its lock.
            Lock(full).Dispose();
            return null;
        }
        catch (StartupException)
        {
            return ReadOwner(full)?.Url;
        }
    }

    public void Dispose()
    {
        File.Delete(OwnerFile);
        _lock.Dispose();
    }

    private static FileStream Lock(string folder)
    {
        string file = System.IO.Path.Combine(folder, "lock");
        bool existed = File.Exists(file);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (existed)
        {
            throw new StartupException($"The data directory {folder} is in use by {Describe(folder)}. Stop it, or choose another one with --data.");
        }
    }

    private static string Describe(string folder) =>
        ReadOwner(folder) is { } owner ? $"process {owner.Pid} at {owner.Url}" : "another host that is just starting";

    private static Owner? ReadOwner(string folder)
    {
        try
        {
            byte[] json = File.ReadAllBytes(System.IO.Path.Combine(folder, "owner.json"));
            return JsonSerializer.Deserialize<Owner>(json, JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Owner(int Pid, string Url);
}
