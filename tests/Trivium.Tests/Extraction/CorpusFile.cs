using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction;

/// <summary>
/// A source of <c>Corpus/FORMAT</c> and beside it what comes of it: <c>NAME.expected.txt</c>, whose first line is the
/// content type it is sent as (when there is no such file, the one of its extension), and <c>NAME.chunks.txt</c>.
/// </summary>
public sealed record CorpusFile(string Path)
{
    private const string TypeMark = "content type: ";

    private static readonly JsonSerializerOptions _json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Folder { get; } = System.IO.Path.Combine(FolderOfTests(), "Corpus");

    public static IEnumerable<string> Formats => Directory.GetDirectories(Folder)
        .Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The sources as FORMAT/NAME.</summary>
    public static IEnumerable<string> Names => Formats.SelectMany(NamesOf);

    public byte[] Source => File.ReadAllBytes(Path);

    public string ExpectedPath => Path + ".expected.txt";

    public string ChunksPath => Path + ".chunks.txt";

    public string ContentType => File.Exists(ExpectedPath)
        ? File.ReadLines(ExpectedPath).First()[TypeMark.Length..]
        : ContentTypes.OfFile(Path) ?? throw new InvalidOperationException(
            $"The extension of {Path} names no content type: write '{TypeMark}…' into {ExpectedPath}.");

    public static CorpusFile Named(string name) => new(System.IO.Path.Combine(Folder, name));

    public static IEnumerable<string> NamesOf(string format) => Directory
        .GetFiles(System.IO.Path.Combine(Folder, format))
        .Select(path => System.IO.Path.GetFileName(path))
        .Where(name => !name.EndsWith(".expected.txt", StringComparison.Ordinal)
            && !name.EndsWith(".chunks.txt", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => $"{format}/{name}");

    /// <summary>What is extracted, or the error, as text for people to read.</summary>
    public (string Document, string Chunks) Read()
    {
        var name = System.IO.Path.GetFileName(Path);
        try
        {
            var document = Sources.Extract(Source, ContentType, name);
            return (TypeMark + ContentType + "\n" + Text(document), ChunksOf(document));
        }
        catch (ContentException)
        {
            var refusal = Sources.Refusal(Source, ContentType);
            return ($"{TypeMark}{ContentType}\nerror: {refusal.Code}: {refusal.Message}\n", "none\n");
        }
    }

    private static string Text(ExtractedDocument document)
    {
        var text = new StringBuilder()
            .Append($"title: {document.Title ?? "none"}\n")
            .Append($"language: {document.Language}\n")
            .Append($"tags: {(document.Tags.Count == 0 ? "none" : string.Join(" | ", document.Tags))}\n");
        foreach (var (key, value) in document.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append($"metadata {key}: {JsonSerializer.Serialize(value, _json)}\n");
        foreach (var section in document.Sections)
        {
            var path = string.Join(" / ", section.HeadingPath);
            text.Append($"\nsection {section.Index}, level {section.Level}: {path}".TrimEnd())
                .Append(Indented(section.Text));
        }

        foreach (var table in document.Tables)
        {
            var section = table.SectionIndex is { } index ? $"section {index}" : "no section";
            text.Append($"\ntable {table.Name} of {section}: {Sources.Columns(table)}\n");
            foreach (var row in table.Rows)
                text.Append($"  {JsonSerializer.Serialize(row, _json)}\n");
        }

        if (document.Links.Count > 0)
            text.Append('\n');
        foreach (var link in document.Links)
            text.Append($"link of section {link.SectionIndex}: {link.Text} -> {link.Url}\n");
        return text.ToString();
    }

    private static string ChunksOf(ExtractedDocument document)
    {
        var chunks = Chunker.Chunk(document, ChunkingOptions.Default);
        var text = new StringBuilder($"{chunks.Count} chunks\n");
        foreach (var chunk in chunks)
        {
            var words = string.Join(
                ' ', chunk.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(6));
            text.Append($"{chunk.Text.Length} characters: {words[..Math.Min(words.Length, 60)]}\n");
        }

        return text.ToString();
    }

    private static string Indented(string text) => text.Length == 0
        ? "\n"
        : "\n" + string.Concat(text.Split('\n').Select(line => line.Length == 0 ? "\n" : $"  {line}\n"));

    private static string FolderOfTests([CallerFilePath] string caller = "") => System.IO.Path.GetDirectoryName(caller)!;
}
