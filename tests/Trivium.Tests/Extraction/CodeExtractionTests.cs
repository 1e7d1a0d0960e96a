using Trivium.Extraction;
using Trivium.Extraction.Code;

namespace Trivium.Tests.Extraction;

public sealed class CodeExtractionTests
{
    /// <summary>A declaration of each language that has sections, and its heading.</summary>
    private static readonly Dictionary<string, (string Line, string Heading)> Samples = new()
    {
        ["csharp"] = ("public static partial class Rows", "class Rows"),
        ["fsharp"] = ("let rec total rows =", "let rec total"),
        ["visualbasic"] = ("Public Class Rows", "Class Rows"),
        ["java"] = ("public final class Rows {", "class Rows"),
        ["kotlin"] = ("private suspend fun total(): Int {", "fun total"),
        ["scala"] = ("sealed trait Row", "trait Row"),
        ["groovy"] = ("def total(rows) {", "def total"),
        ["swift"] = ("public func total() -> Int {", "func total"),
        ["dart"] = ("abstract class Row {", "class Row"),
        ["python"] = ("def total(rows):", "def total"),
        ["javascript"] = ("export default async function total(rows) {", "function total"),
        ["typescript"] = ("export type Row = { id: string };", "type Row"),
        ["go"] = ("func (r *Row) Total() int {", "func (r *Row) Total"),
        ["rust"] = ("pub async fn total() {", "fn total"),
        ["zig"] = ("pub fn total() u32 {", "fn total"),
        ["c"] = ("static int total(struct row *rows)", "int total(struct row *rows)"),
        ["cpp"] = ("std::vector<int> Rows::total() {", "std::vector<int> Rows::total() {"),
        ["objectivec"] = ("@interface Row : NSObject", "@interface Row"),
        ["php"] = ("final class Row {", "class Row"),
        ["ruby"] = ("  def empty?", "def empty?"),
        ["elixir"] = ("defmodule Shop.Row do", "defmodule Shop.Row"),
        ["perl"] = ("sub total {", "sub total"),
        ["lua"] = ("local function total(rows)", "function total"),
        ["r"] = ("total <- function(rows) {", "total <- function"),
        ["julia"] = ("function total!(rows)", "function total!"),
        ["haskell"] = ("total :: [Row] -> Int", "total ::"),
        ["clojure"] = ("(defn total [rows]", "defn total"),
        ["shell"] = ("total() {", "total()"),
        ["powershell"] = ("Function Get-Total {", "Function Get-Total"),
        ["sql"] = ("CREATE UNIQUE INDEX by_day ON rows (day);", "CREATE UNIQUE INDEX by_day"),
        ["graphql"] = ("type Row {", "type Row"),
        ["protobuf"] = ("message Row {", "message Row"),
        ["terraform"] = ("resource \"disk\" \"rows\" {", "resource \"disk\" \"rows\""),
        ["bicep"] = ("param name string", "param name"),
        ["toml"] = ("[rows.first]", "rows.first"),
        ["ini"] = ("[rows]", "rows"),
    };

    public static TheoryData<string> Languages() => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Extract_Declaration_OpensASection(string language)
    {
        var (line, heading) = Samples[language];
        var type = CodeLanguages.All.Single(entry => entry.Name == language).MediaTypes[0];

        var document = Sources.Extract($"first\n\n{line}\nsecond\n", type);

        Assert.Equal(["first", $"{line}\nsecond"], document.Sections.Select(section => section.Text));
        Assert.Equal([null, heading], document.Sections.Select(section => section.Heading));
        Assert.Equal($"\"{language}\"", document.Metadata["programmingLanguage"].GetRawText());
    }

    [Fact]
    public void Languages_WithSections_HaveASample() =>
        Assert.Equal(
            CodeLanguages.All.Where(language => language.Declaration is not null).Select(language => language.Name),
            Samples.Keys);

    [Fact]
    public void OfFile_EveryExtensionOfEveryLanguage_LeadsBackToIt() =>
        Assert.All(CodeLanguages.All, language => Assert.All(language.Extensions, extension =>
            Assert.Equal(language.MediaTypes[0], ContentTypes.OfFile("source" + extension.ToUpperInvariant()))));

    [Fact]
    public void Extract_DeclarationsWithin_BelongToTheOutermost() =>
        Assert.Equal(
            ["class A", "class B"],
            Sources.Extract(
                "namespace N\n{\n    class A\n    {\n        class Inner { }\n    }\n\n    class B { }\n}", "text/x-csharp")
                .Sections.Where(section => section.Level > 0).Select(section => section.Heading));

    [Fact]
    public void Extract_FileNameThatIsAnId_IsNoTitle()
    {
        Assert.Null(Sources.Extract("x = 1", "text/x-python", "01J9Z2").Title);
        Assert.Equal("a.PY", Sources.Extract("x = 1", "text/x-python", "a.PY").Title);
    }
}
