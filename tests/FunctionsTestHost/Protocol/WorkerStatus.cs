namespace Trivium.FunctionsTestHost;

/// <summary>How a worker says that something went well or not.</summary>
/// <param name="Succeeded">Whether it did.</param>
/// <param name="Message">Of the exception otherwise.</param>
/// <param name="ExceptionType">Its type, where the worker names one.</param>
internal sealed record WorkerStatus(bool Succeeded, string Message, string? ExceptionType)
{
    private const int Status = 4;
    private const ulong Success = 1;
    private const int StatusException = 2;
    private const int ExceptionMessage = 2;
    private const int ExceptionTypeName = 5;

    /// <summary>The status in a field of a response.</summary>
    public static WorkerStatus Of(IEnumerable<WireMessage.Field> response, int statusField)
    {
        var status = WireMessage.Read(response.Single(field => field.Number == statusField).Bytes);
        if (status.Any(field => field.Number == Status && field.Value == Success))
            return new WorkerStatus(true, "", null);
        var exception = status.Where(field => field.Number == StatusException)
            .SelectMany(field => WireMessage.Read(field.Bytes)).ToList();
        return new WorkerStatus(
            false,
            WireMessage.TextOf(exception, ExceptionMessage) ?? "the worker gave no reason",
            WireMessage.TextOf(exception, ExceptionTypeName));
    }

    public void EnsureSucceeded(string what)
    {
        if (!Succeeded)
            throw new InvalidOperationException($"The worker could not {what}: {Message}");
    }
}
