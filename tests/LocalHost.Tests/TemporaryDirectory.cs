namespace Trivium.LocalHost.Tests;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("trivium-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
