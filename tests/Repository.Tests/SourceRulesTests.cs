namespace Trivium.Repository.Tests;

public sealed class SourceRulesTests
{
    [Fact]
    public void Suppressions_InSource_SayWhy()
    {
        IEnumerable<string> silent =
            from file in RepositoryFiles.Under("src", "*.cs").Concat(RepositoryFiles.Under("tests", "*.cs"))
            let lines = File.ReadAllLines(file)
            from index in Enumerable.Range(0, lines.Length)
            where lines[index].TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
            where !lines[index].Contains("//", StringComparison.Ordinal)
                && (index == 0 || !lines[index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(RepositoryFiles.Root, file)}:{index + 1}";

        Assert.Empty(silent);
    }

    [Fact]
    public void Files_InSource_AreShortEnoughToReadInOneGo()
    {
        const int LinesMax = 500;
        IEnumerable<string> longFiles = RepositoryFiles.Under("src", "*.cs")
            .Where(file => File.ReadLines(file).Count() > LinesMax)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file));

        Assert.Empty(longFiles);
    }
}
