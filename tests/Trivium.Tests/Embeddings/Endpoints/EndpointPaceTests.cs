using System.ClientModel.Primitives;
using Trivium.Embeddings.Endpoints;
using Trivium.Tests.Search;

namespace Trivium.Tests.Embeddings.Endpoints;

public sealed class EndpointPaceTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("6m0s", 360.0)]
    [InlineData("1h2m3.5s", 3_723.5)]
    [InlineData("20ms", 0.02)]
    [InlineData("1s", 1.0)]
    [InlineData("12", 12.0)]
    [InlineData("999999999999h", 86_400.0)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    public void Duration_OfAHeader_IsReadOrNothing(string text, double? seconds) =>
        Assert.Equal(seconds, EndpointPace.Duration(text)?.TotalSeconds);

    [Fact]
    public void Take_NothingKnown_DoesNotWait() => Assert.Equal(TimeSpan.Zero, new EndpointPace(_time).Take(1_000_000));

    [Fact]
    public void Take_TokensLeft_AreUsedUpBeforeItWaits()
    {
        var pace = new EndpointPace(_time);
        pace.Note(Answer(("x-ratelimit-remaining-tokens", "1000"), ("x-ratelimit-reset-tokens", "9s")));

        Assert.Equal([0, 0, 9], new[] { 600, 400, 1 }.Select(tokens => pace.Take(tokens).TotalSeconds));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.Zero, pace.Take(600));
    }

    [Fact]
    public void Take_LimitThatIsResetMuchLater_DoesNotWaitForIt()
    {
        var pace = new EndpointPace(_time);
        pace.Note(Answer(("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "23h")));

        Assert.Equal(EndpointPace.DelayMax, pace.Take(1));
    }

    [Theory]
    [InlineData("many", "9s")]
    [InlineData("-1", "9s")]
    [InlineData("0", "soon")]
    public void Note_HeadersThatSayNothing_AreIgnored(string remaining, string reset)
    {
        var pace = new EndpointPace(_time);
        pace.Note(Answer(("x-ratelimit-remaining-requests", remaining), ("x-ratelimit-reset-requests", reset)));

        Assert.Equal(TimeSpan.Zero, pace.Take(1));
    }

    private static AnswerWithHeaders Answer(params (string Name, string Value)[] headers) => new(headers);

    /// <summary>An answer of which only the headers are looked at.</summary>
    private sealed class AnswerWithHeaders((string Name, string Value)[] headers) : PipelineResponse
    {
        public override int Status => 200;

        public override string ReasonPhrase => "OK";

        public override Stream? ContentStream { get; set; }

        public override BinaryData Content => BinaryData.FromString("");

        protected override PipelineResponseHeaders HeadersCore { get; } = new Headers(headers);

        public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

        public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

        public override void Dispose()
        {
        }
    }

    private sealed class Headers((string Name, string Value)[] headers) : PipelineResponseHeaders
    {
        public override bool TryGetValue(string name, out string? value)
        {
            value = headers.FirstOrDefault(header => header.Name == name).Value;
            return value is not null;
        }

        public override bool TryGetValues(string name, out IEnumerable<string>? values)
        {
            values = TryGetValue(name, out string? value) ? [value!] : null;
            return values is not null;
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            headers.Select(header => KeyValuePair.Create(header.Name, header.Value)).GetEnumerator();
    }
}
