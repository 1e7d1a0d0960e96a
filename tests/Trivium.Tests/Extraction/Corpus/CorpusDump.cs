using System.Globalization;
using System.Text;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction.Corpus;

/// <summary>What was extracted, as text to compare and to read.</summary>
internal static class CorpusDump
{
    private const int RowsMax = 30;

    private const int ChunkCharsMax = 60;

    public static string Of(ContentException refusal) => $"refused: {refusal.Code}\n{refusal.Message}\n";

    public static string Of(ExtractedDocument document)
    {
        var text = new StringBuilder();
        text.Append("title: ").Append(document.Title ?? "(none)").Append('\n');
        text.Append("language: ").Append(document.Language).Append('\n');
        text.Append("tags: ").AppendJoin(", ", document.Tags).Append('\n');
        foreach (var (name, value) in document.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.Append("metadata ").Append(name).Append(": ").Append(value.GetRawText()).Append('\n');
        foreach (var section in document.Sections)
            Append(text, section);
        foreach (var table in document.Tables)
            Append(text, table);
        foreach (var link in document.Links)
            text.Append(CultureInfo.InvariantCulture, $"link in section {link.SectionIndex}: [{link.Text}] {link.Url}\n");
        foreach (var chunk in Chunker.Chunk(document, ChunkingOptions.Default))
            text.Append(CultureInfo.InvariantCulture, $"chunk {chunk.Index}: {Shown(chunk.Text)}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Section section)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n== section {section.Index}, level {section.Level}: ");
        text.AppendJoin(" > ", section.HeadingPath).Append('\n').Append(section.Text).Append('\n');
    }

    private static void Append(StringBuilder text, ExtractedTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n== table {table.Name}, {table.Rows.Count} rows, ");
        text.Append(CultureInfo.InvariantCulture, $"section {table.SectionIndex?.ToString(CultureInfo.InvariantCulture) ?? "none"}\n");
        text.Append(Sources.Columns(table)).Append('\n');
        for (var row = 0; row < Math.Min(table.Rows.Count, RowsMax); row++)
            text.Append(Sources.Row(table, row)).Append('\n');
    }

    private static string Shown(string text)
    {
        var line = text.ReplaceLineEndings("|");
        return line.Length <= ChunkCharsMax ? line : $"{line[..ChunkCharsMax]}… ({text.Length})";
    }
}
