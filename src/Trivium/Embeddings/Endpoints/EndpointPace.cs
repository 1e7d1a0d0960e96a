using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Trivium.Embeddings.Endpoints;

/// <summary>
/// Waits where the endpoint has said that the next request would be one too many: <c>x-ratelimit-remaining-requests</c> and
/// <c>-tokens</c> with <c>x-ratelimit-reset-…</c>. All ingestions of the process share what is left.
/// </summary>
internal sealed partial class EndpointPace(TimeProvider time)
{
    /// <summary>30 s: what is longer, as a limit per day, is left to the endpoint's 429 and the activity's retries.</summary>
    public static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Allowance _requests;
    private Allowance _tokens;

    /// <summary>Waits until a request with this many tokens is likely to be taken.</summary>
    public async Task WaitAsync(int tokens, CancellationToken cancellationToken)
    {
        TimeSpan delay = Take(tokens);
        if (delay > TimeSpan.Zero) await Task.Delay(delay, time, cancellationToken);
    }

    /// <summary>How long to wait; the request is counted as made.</summary>
    public TimeSpan Take(int tokens)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan delay = TimeSpan.FromTicks(Math.Max(_requests.Take(1, now).Ticks, _tokens.Take(tokens, now).Ticks));
            return delay < DelayMax ? delay : DelayMax;
        }
    }

    /// <summary>Takes note of what an answer, good or bad, says is left.</summary>
    public void Note(PipelineResponse? response)
    {
        if (response is null) return;

        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            _requests = Read(response, "requests", now) ?? _requests;
            _tokens = Read(response, "tokens", now) ?? _tokens;
        }
    }

    /// <summary>A duration as these headers give it: <c>6m0s</c>, <c>1.5s</c>, <c>20ms</c>, or a number of seconds.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
            return Seconds(seconds);
        Match match = DurationPattern().Match(text);
        return match.Success && text.Length > 0
            ? Seconds((Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000))
            : null;

        double Part(string unit) => match.Groups[unit] is { Success: true } group
            ? double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : 0;

        // A nonsense number is no reason to fail.
        static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds));
    }

    private static Allowance? Read(PipelineResponse response, string what, DateTimeOffset now) =>
        response.Headers.TryGetValue($"x-ratelimit-remaining-{what}", out string? remaining)
        && long.TryParse(remaining, NumberStyles.None, CultureInfo.InvariantCulture, out long left)
            ? new(left, response.Headers.TryGetValue($"x-ratelimit-reset-{what}", out string? reset)
                && Duration(reset ?? "") is { } duration ? now + duration : now)
            : null;

    [GeneratedRegex(@"\A((?<h>[\d.]+)h)?((?<m>[\d.]+)m)?((?<s>[\d.]+)s)?((?<ms>[\d.]+)ms)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DurationPattern();

    /// <summary>What is left of a limit until an instant, from which on it is not known.</summary>
    private record struct Allowance(long Left, DateTimeOffset Until)
    {
        public TimeSpan Take(long count, DateTimeOffset now)
        {
            if (Until <= now) return TimeSpan.Zero;
            if (Left < count) return Until - now;

            Left -= count;
            return TimeSpan.Zero;
        }
    }
}
