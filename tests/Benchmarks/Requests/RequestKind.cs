namespace Trivium.Benchmarks;

/// <summary>The requests that are measured.</summary>
public enum RequestKind
{
    /// <summary>GET with a parameter in the path, answered 200 without a body.</summary>
    Get,

    /// <summary>POST of a small JSON object, answered with it.</summary>
    PostJson,
}
