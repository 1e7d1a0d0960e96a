using Microsoft.Azure.Functions.Worker;

namespace Trivium.Express.Functions;

/// <summary>The invocation that the calling code belongs to.</summary>
internal sealed class CurrentInvocation
{
    private readonly AsyncLocal<FunctionContext?> _context = new();

    /// <summary>The invocation, or null outside of any.</summary>
    public FunctionContext? Context
    {
        get => _context.Value;
        set => _context.Value = value;
    }
}
