using System.Text;

namespace Trivium.Durable.Embedded.CrashHost;

/// <summary>A file of lines; a line that was written is there after a kill.</summary>
internal sealed class RunLog(string path) : IAsyncDisposable
{
    private readonly FileStream _file = new(
        path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _gate = new();

    public void Write(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"{line}\n");
        lock (_gate) _file.Write(bytes);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
