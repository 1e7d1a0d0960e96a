using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trivium.Extraction;

namespace Trivium.LocalHost.Evaluation;

/// <summary>
/// The documents of a set: a file of JSON lines (<c>{"_id", "title", "text"}</c>, as BEIR has it), or a folder of files of any
/// format that is read, each with its name as its id.
/// </summary>
internal sealed partial class Corpus
{
    private readonly IReadOnlyDictionary<string, Func<object>> _envelopes;

    private Corpus(IReadOnlyDictionary<string, Func<object>> envelopes) => _envelopes = envelopes;

    public int Count => _envelopes.Count;

    /// <summary>The documents as envelopes of the HTTP API; read anew each time, so that no more than one need be in memory.</summary>
    public IEnumerable<object> Envelopes => _envelopes.Values.Select(envelope => envelope());

    /// <summary>Whether a document has this id in the corpus.</summary>
    public bool Has(string id) => _envelopes.ContainsKey(id);

    /// <summary><c>corpus.jsonl</c> or the folder <c>corpus</c>; null where there is neither.</summary>
    public static Corpus? FindIn(string folder) =>
        new[] { "corpus.jsonl", "corpus" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists) is { } path
            ? At(path)
            : null;

    /// <exception cref="EvaluationException">Nothing is there, or a line is no document.</exception>
    public static Corpus At(string path) =>
        Directory.Exists(path) ? OfFolder(path)
        : File.Exists(path) ? OfLines(path)
        : throw new EvaluationException($"There is no corpus at {path}: a folder or a .jsonl file is needed.");

    /// <summary>The id under which a document of the corpus is stored: its own where that is possible, else a hash of it.</summary>
    public static string DocumentIdOf(string id) => Possible().IsMatch(id)
        ? id
        : "h-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static Corpus OfFolder(string path)
    {
        var files = Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
            .Select(file => (Path: file, Type: ContentTypes.OfFile(file)))
            .Where(file => file.Type is not null);
        return new(files.ToDictionary(
            file => Path.GetFileName(file.Path),
            Func<object> (file) => () => new
            {
                id = DocumentIdOf(Path.GetFileName(file.Path)),
                source = Path.GetFileName(file.Path),
                contentType = file.Type,
                contentBase64 = Convert.ToBase64String(File.ReadAllBytes(file.Path)),
            },
            StringComparer.Ordinal));
    }

    private static Corpus OfLines(string path)
    {
        var envelopes = new Dictionary<string, Func<object>>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Document(line) is not { } document)
                throw new EvaluationException($"Line {number} of {path} is no document: \"_id\" and \"text\" are needed.");
            string title = document.Title ?? "";
            Func<object> envelope = () => new
            {
                id = DocumentIdOf(document.Id),
                title,
                contentType = "text/plain",
                content = title.Length == 0 ? document.Text : $"{title}\n\n{document.Text}",
            };
            if (!envelopes.TryAdd(document.Id, envelope))
                throw new EvaluationException($"Line {number} of {path} has the id '{document.Id}' again.");
        }

        return new(envelopes);
    }

    private static (string Id, string? Title, string Text)? Document(string line)
    {
        try
        {
            JsonElement document = JsonSerializer.Deserialize<JsonElement>(line);
            string? title = document.TryGetProperty("title", out JsonElement given) ? given.GetString() : null;
            return (document.GetProperty("_id").ToString(), title, document.GetProperty("text").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What the HTTP API takes as a document's id, but for what would look like a hash made here.</summary>
    [GeneratedRegex(@"\A(?!h-)[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Possible();
}
