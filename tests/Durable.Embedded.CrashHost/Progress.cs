namespace Trivium.Durable.Embedded.CrashHost;

/// <summary>
/// Tells the test that something has happened, one byte each: that is how it picks the moment to kill.
/// </summary>
internal sealed class Progress(Stream pipe)
{
    private readonly Lock _gate = new();

    public void Report()
    {
        lock (_gate) pipe.WriteByte(1);
    }
}
