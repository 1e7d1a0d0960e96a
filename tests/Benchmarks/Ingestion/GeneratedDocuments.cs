using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>Markdown documents of some 5 KB, every other one in Japanese, made of sentences of the seeds; seeded.</summary>
internal sealed class GeneratedDocuments
{
    /// <summary>5 KB as UTF-8.</summary>
    private const int SizeBytes = 5 * 1024;

    private const int SectionBytes = 900;
    private const int RowCount = 4;

    private readonly string[][] _sentences;

    private GeneratedDocuments(string[][] sentences) => _sentences = sentences;

    /// <summary>Reads the sentences.</summary>
    /// <param name="directory">The directory of the seeds.</param>
    public static GeneratedDocuments From(string directory)
    {
        string[] texts = [.. Directory.GetFiles(directory, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        return new([Sentences(texts.Where(text => !IsJapanese(text)), '.'), Sentences(texts.Where(IsJapanese), '。')]);
    }

    /// <summary>Some of them as lines of a batch.</summary>
    public string Lines(int from, int count)
    {
        var lines = new StringBuilder();
        for (int number = from; number < from + count; number++)
        {
            lines.Append(JsonSerializer.Serialize(new
            {
                id = string.Create(CultureInfo.InvariantCulture, $"document-{number:D6}"),
                contentType = "text/markdown",
                content = Text(number),
            })).Append('\n');
        }

        return lines.ToString();
    }

    private string Text(int number)
    {
        var random = new Random(number);
        string[] sentences = _sentences[number % 2];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Document {number}\n\n| region | amount |\n| --- | --- |\n");
        for (int row = 0; row < RowCount; row++)
            text.Append(CultureInfo.InvariantCulture, $"| region-{random.Next(20)} | {random.Next(10_000)} |\n");
        int bytes = 0;
        for (int section = 0, end = 0; bytes < SizeBytes; section++, end += SectionBytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Part {section} of document {number}\n\n");
            while (bytes < Math.Min(SizeBytes, end + SectionBytes))
            {
                string sentence = sentences[random.Next(sentences.Length)];
                text.Append(sentence).Append('\n');
                bytes += Encoding.UTF8.GetByteCount(sentence);
            }
        }

        return text.ToString();
    }

    private static bool IsJapanese(string text) => text.Contains('。', StringComparison.Ordinal);

    private static string[] Sentences(IEnumerable<string> texts, char end) =>
    [
        .. texts.SelectMany(text => text.Split('\n'))
            .Where(line => line.Length > 0 && (char.IsLetter(line[0]) || line[0] >= 0x3000))
            .SelectMany(line => line.Split(end, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(sentence => sentence.Length > 10)
            .Select(sentence => sentence + end),
    ];
}
