using System.Text;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction.Corpus;

/// <summary>
/// Sources of the corpus that are text, with parts doubled, removed and put in that have a meaning: they are extracted
/// or refused by both the check and extraction, with the same words. Seeds are fixed; <c>TRIVIUM_TESTS=full</c> runs fifty times as many.
/// </summary>
public sealed class CorpusMutationTests
{
    /// <summary>20 mutations a file: some 1,000 in all, in a few seconds.</summary>
    private static readonly int Mutations =
        Environment.GetEnvironmentVariable("TRIVIUM_TESTS") == "full" ? 1_000 : 20;

    private static readonly byte[][] Fragments =
    [
        .. ((string[])[
            "<", ">", "</div>", "<table>", "<td colspan=9999>", "<script>", "<!--", "]]>", "&#x110000;", "---\n",
            "| a |\n|---|\n", "[a]: b\n", "```", "> ", "- ", "\0", "\r", "\u2028", "\"", "{", "}", "class x",
            "<a href='#'>", "<li>", "<ol start=-2147483648>",
            ",", ";", "\t", "|", "'", "\\\"", "sep=;\n", "\r\n", "[", "]", ":", "\\ud83d", "1,234.5", "令和8年11月5日", "NA"])
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x1B, (byte)'$', (byte)'B'],
    ];

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in CorpusFile.All.Where(file => file.Folder is "code" or "csv" or "email" or "html" or "json" or "markdown" or "ndjson" or "text" or "tsv"))
            data.Add(file.Folder, file.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extract_PartsMovedAround_IsReadOrRefusedByCheckAndExtractionAlike(string folder, string name)
    {
        var file = new CorpusFile(folder, name);
        for (var seed = 0; seed < Mutations; seed++)
        {
            var source = Mutate(file.Bytes(), new Random(seed));
            var (check, first) = Outcomes(source, file.ContentType());
            Assert.True(check == first.Error, $"seed {seed}: the check says '{check}', extraction '{first.Error}'");
            var (_, again) = Outcomes(source, file.ContentType());
            Assert.True(first == again, $"seed {seed}: extraction gives another value the second time");
        }
    }

    private static (string? Check, (string? Error, string Text) Extraction) Outcomes(byte[] source, string contentType)
    {
        string? check = null;
        try
        {
            ContentValidation.Validate(source, contentType, CancellationToken.None);
        }
        catch (ContentException refusal)
        {
            check = refusal.Message;
        }

        try
        {
            var document = Extractor.Extract(source, contentType, ExtractionHints.None, CancellationToken.None);
            var text = string.Join('|', document.Sections.Select(section => section.Text));
            var rows = string.Join('|', document.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Values));
            return (check, (null, $"{document.Title}|{document.Language}|{text}|{rows}"));
        }
        catch (ContentException refusal)
        {
            return (check, (refusal.Message, ""));
        }
    }

    private static byte[] Mutate(byte[] source, Random random)
    {
        List<byte> bytes = [.. source];
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(16), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(200), bytes.Count - at)));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Fragments[random.Next(Fragments.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
