using System.Text.Json;

namespace Trivium.Extraction.Code;

/// <summary>
/// Sections of source code by its lines, without a parser: the lines that look like declarations and are indented least
/// begin one each, with the comments and annotations right above them.
/// </summary>
internal static class CodeExtraction
{
    /// <summary>500 characters: a longer line is data or was made by a program.</summary>
    private const int LineCharsMax = 500;

    /// <summary>200 characters of a declaration are a heading.</summary>
    private const int HeadingCharsMax = 200;

    public static ExtractedDocument Extract(
        string text, CodeLanguage language, ExtractionHints hints, CancellationToken cancellationToken)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var writer = new SectionWriter();
        var start = 0;
        foreach (var (line, heading) in Declarations(lines, language, cancellationToken))
        {
            var begin = WithCommentsAbove(lines, line, start, language);
            writer.AddBlock(string.Join('\n', lines[start..begin]), BlockKind.Code);
            writer.StartSection(1, heading);
            start = begin;
        }

        writer.AddBlock(string.Join('\n', lines[start..]), BlockKind.Code);
        return new ExtractedDocument
        {
            Title = hints.Title ?? FileNameOf(hints, language),
            Language = LanguageDetection.Detect(lines.Where(line => IsComment(line, language))),
            Metadata = new Dictionary<string, JsonElement>
            {
                ["programmingLanguage"] = JsonSerializer.SerializeToElement(language.Name),
            },
            Sections = writer.Complete(),
        };
    }

    /// <summary>The hint may be an id that names nothing.</summary>
    private static string? FileNameOf(ExtractionHints hints, CodeLanguage language) =>
        language.Extensions.Contains(Path.GetExtension(hints.FileName)?.ToLowerInvariant()) ? hints.FileName : null;

    private static List<(int Line, string Heading)> Declarations(
        string[] lines, CodeLanguage language, CancellationToken cancellationToken)
    {
        var found = new List<(int Line, int Indent, string Heading)>();
        for (var i = 0; i < lines.Length && language.DeclarationPattern is not null; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines[i].Length is 0 or > LineCharsMax || IsComment(lines[i], language, "@", "["))
                continue;
            var match = language.DeclarationPattern.Match(lines[i]);
            if (match.Success && match.Groups["name"].Value.Trim() is { Length: > 0 } name)
                found.Add((i, IndentOf(lines[i]), name[..Math.Min(name.Length, HeadingCharsMax)]));
        }

        var least = found.Count == 0 ? 0 : found.Min(declaration => declaration.Indent);
        return [.. found.Where(declaration => declaration.Indent == least)
            .Select(declaration => (declaration.Line, declaration.Heading))];
    }

    private static int WithCommentsAbove(string[] lines, int line, int start, CodeLanguage language)
    {
        while (line > start && IsComment(lines[line - 1], language))
            line--;
        return line;
    }

    private static bool IsComment(string line, CodeLanguage language, params ReadOnlySpan<string> except)
    {
        var trimmed = line.AsSpan().TrimStart();
        foreach (var mark in language.Comments)
        {
            if (trimmed.StartsWith(mark, StringComparison.Ordinal) && !except.Contains(mark))
                return true;
        }

        return false;
    }

    private static int IndentOf(string line) => line.Length - line.AsSpan().TrimStart().Length;
}
