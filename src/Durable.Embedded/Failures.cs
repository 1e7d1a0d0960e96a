using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>Failures as they are kept in histories: bounded, whatever was thrown.</summary>
internal static class Failures
{
    /// <summary>Enough for a message or a stack a person reads; an exception that quotes a document is cut.</summary>
    private const int TextCharsMax = 8 * 1024;

    /// <summary>Causes of causes kept; deeper ones say nothing a reader uses.</summary>
    private const int DepthMax = 8;

    /// <summary>The details of an exception, cut to the limits.</summary>
    public static TaskFailureDetails From(Exception exception) => Build(exception, 1);

    private static TaskFailureDetails Build(Exception exception, int depth) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        Cut(exception.Message)!,
        Cut(exception.StackTrace),
        exception is TaskFailedException failed ? failed.FailureDetails
            : exception.InnerException is { } inner && depth < DepthMax ? Build(inner, depth + 1) : null);

    private static string? Cut(string? text) =>
        text is null || text.Length <= TextCharsMax ? text : string.Concat(text.AsSpan(0, TextCharsMax), " … (cut)");
}
