using System.Xml.Linq;

namespace Trivium.Repository.Tests;

public sealed class ProjectGraphTests
{
    // The whole graph of the product: only the two executables wire adapters to the app.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Express"] = [],
        ["Express.Functions"] = ["Express"],
        ["Express.Testing"] = ["Express", "Durable.Embedded"],
        ["Express.Analyzers"] = [],
        ["Durable.Embedded"] = ["Express"],
        ["Cosmos.Sql"] = [],
        ["Cosmos.Embedded"] = ["Cosmos.Sql"],
        ["Trivium"] = ["Express", "Cosmos.Sql"],
        ["LocalHost"] = ["Trivium", "Durable.Embedded", "Cosmos.Embedded"],
        ["FunctionApp"] = ["Trivium", "Express.Functions", "Cosmos.Embedded"],
    };

    public static TheoryData<string> Projects() =>
        [.. RepositoryFiles.Under("src", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEachProject_AreTheArrowsOfTheDesign(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out string[]? expected), $"src/{project} is not in the project graph.");

        Assert.Equal(expected.Order(), References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folder_OfEachProject_BearsItsNameAndHasAReadme(string project)
    {
        string folder = Path.Combine(RepositoryFiles.Root, "src", project);

        Assert.True(File.Exists(Path.Combine(folder, $"{project}.csproj")));
        Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"src/{project}/README.md is missing.");
    }

    [Fact]
    public void PackageReferences_OfCosmosSql_AreNone()
    {
        Assert.Empty(References("Cosmos.Sql", "PackageReference"));
    }

    [Fact]
    public void Solution_Lists_EveryProject()
    {
        string solution = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "FunctionApp.sln")).Replace('\\', '/');
        IEnumerable<string> missing = RepositoryFiles.Under("src", "*.csproj")
            .Concat(RepositoryFiles.Under("tests", "*.csproj"))
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
            .Where(file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "src", project, $"{project}.csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
