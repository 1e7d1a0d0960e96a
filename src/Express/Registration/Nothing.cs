namespace Trivium.Express;

/// <summary>The input or output of an activity or orchestration that has none; JSON <c>null</c>.</summary>
public sealed record Nothing
{
    private Nothing()
    {
    }

    /// <summary>The only value: null, as it is serialized.</summary>
    public static Nothing? Value => null;
}
