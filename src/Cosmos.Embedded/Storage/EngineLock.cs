namespace Trivium.Cosmos.Embedded.Storage;

/// <summary>
/// Keeps a second engine, in this process or another, off a database file: an open file beside it that the operating
/// system lets only one have. It is released when the process ends, however it ends; the empty file stays, because
/// removing it would let two engines lock two files of that name.
/// </summary>
internal sealed class EngineLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="InvalidOperationException">Another engine has the database open.</exception>
    public EngineLock(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"'{databasePath}' is in use by another engine. Stop it, or open another file.", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
