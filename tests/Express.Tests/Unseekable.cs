namespace Trivium.Express.Tests;

/// <summary>A stream whose length nobody knows.</summary>
internal sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();
}
