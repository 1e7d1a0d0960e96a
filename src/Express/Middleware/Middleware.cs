using Microsoft.AspNetCore.Http;

namespace Trivium.Express;

/// <summary>A registered middleware.</summary>
internal sealed record Middleware(
    Func<HttpContext, RequestDelegate, Task> Invoke, string Name, SourceLocation RegisteredAt)
{
    /// <summary>As it is called in messages; a lambda has no name but where it was registered.</summary>
    public override string ToString() => Name.Contains('<', StringComparison.Ordinal)
        ? $"Middleware registered at {RegisteredAt}"
        : $"Middleware '{Name}' registered at {RegisteredAt}";
}
