namespace Trivium.Extraction.Code;

/// <summary>Source code in one language: text, with a section for each declaration of the outermost level.</summary>
internal sealed class CodeFormat(CodeLanguage language) : TextFormat
{
    public override IReadOnlyList<string> MediaTypes => language.MediaTypes;

    public override IReadOnlyList<string> Extensions => language.Extensions;

    /// <summary>Whatever could be decoded is source code: it need not compile.</summary>
    protected override void Validate(string text, CancellationToken cancellationToken)
    {
    }

    protected override ExtractedDocument Extract(
        string text, ExtractionHints hints, CancellationToken cancellationToken) =>
        CodeExtraction.Extract(text, language, hints, cancellationToken);
}
