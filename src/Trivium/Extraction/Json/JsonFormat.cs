namespace Trivium.Extraction.Json;

/// <summary>JSON.</summary>
internal sealed class JsonFormat : TextFormat
{
    public override IReadOnlyList<string> MediaTypes { get; } = ["application/json"];

    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    protected override void Validate(string text, CancellationToken cancellationToken) =>
        JsonExtraction.Validate(text, cancellationToken);

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        JsonExtraction.Extract(text, hints, cancellationToken);
}
