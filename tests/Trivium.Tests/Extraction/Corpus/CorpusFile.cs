using System.Runtime.CompilerServices;
using System.Text;
using Trivium.Extraction;

namespace Trivium.Tests.Extraction.Corpus;

/// <summary>
/// A file of the corpus and what is expected of it, in <c>NAME.expected.txt</c> beside it. With
/// <c>TRIVIUM_TESTS_REWRITE=1</c> the expectation is rewritten with what came out; read the difference before committing.
/// </summary>
public sealed record CorpusFile(string Folder, string Name)
{
    private const string ExpectedEnding = ".expected.txt";

    public static IEnumerable<CorpusFile> All { get; } =
    [
        .. Directory.GetDirectories(Root())
            .SelectMany(folder => Directory.GetFiles(folder))
            .Where(path => !path.EndsWith(ExpectedEnding, StringComparison.Ordinal))
            .Select(path => new CorpusFile(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path)))
            .OrderBy(file => file.Folder, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static bool Rewrites => Environment.GetEnvironmentVariable("TRIVIUM_TESTS_REWRITE") == "1";

    private string FilePath => Path.Combine(Root(), Folder, Name);

    public byte[] Bytes() => File.ReadAllBytes(FilePath);

    /// <summary>The content type by extension, as for a file that is added.</summary>
    public string ContentType() => ContentTypes.OfFile(Name)
        ?? throw new InvalidOperationException($"No format reads files like {Name}.");

    public string? Expected() =>
        File.Exists(FilePath + ExpectedEnding) ? File.ReadAllText(FilePath + ExpectedEnding).Replace("\r\n", "\n", StringComparison.Ordinal) : null;

    public void Rewrite(string actual) =>
        File.WriteAllText(FilePath + ExpectedEnding, actual, new UTF8Encoding(false));

    public override string ToString() => $"{Folder}/{Name}";

    private static string Root([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;
}
