namespace Trivium.Cosmos.Embedded.Search;

/// <summary>A vector in full, for the few rows of a search whose distance must be exact.</summary>
internal abstract class ExactVector
{
    public abstract void CopyTo(Span<float> destination);
}

/// <summary>A vector in memory.</summary>
internal sealed class HeldVector(float[] vector) : ExactVector
{
    public override void CopyTo(Span<float> destination) => vector.CopyTo(destination);
}
