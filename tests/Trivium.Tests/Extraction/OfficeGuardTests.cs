using System.Text;
using Trivium.Tests.Extraction.Corpus;

namespace Trivium.Tests.Extraction;

/// <summary>Packages made to hurt whoever opens them.</summary>
public sealed class OfficeGuardTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    [Fact]
    public void Extract_ParagraphsAndDeletions_GiveWhatAReaderSees()
    {
        var document = Sources.Extract(
            OfficeSamples.Docx(
                "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText> gone</w:delText></w:r></w:del>"
                + "<w:ins><w:r><w:t xml:space=\"preserve\"> added</w:t></w:r></w:ins></w:p>"),
            Docx);

        Assert.Equal("Kept added", Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void Extract_ElementsNestedWithoutEnd_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 20_000))
            + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 20_000));

        Assert.Contains("nests elements deeper than 200 levels", Sources.Refusal(OfficeSamples.Docx(deep), Docx).Message);
    }

    [Fact]
    public void Extract_EntityInADocumentType_IsRefused()
    {
        var bomb = OfficeSamples.Package(
            ("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>"));

        Assert.StartsWith("The source is not a readable DOCX file: ", Sources.Refusal(bomb, Docx).Message);
    }

    [Fact]
    public void Extract_PartThatUnpacksTo600MB_IsRefusedBeforeItIsRead()
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            using var part = zip.CreateEntry("word/media/zeros.bin").Open();
            var block = new byte[1024 * 1024];
            for (var i = 0; i < 600; i++)
                part.Write(block);
        }

        Assert.Contains("unpacks to more than is allowed", Sources.Refusal(stream.ToArray(), Docx).Message);
    }

    [Theory]
    [InlineData(Docx, "DOCX")]
    [InlineData(Xlsx, "XLSX")]
    [InlineData(Pptx, "PPTX")]
    public void Extract_NoPackage_NamesTheKind(string contentType, string kind)
    {
        Assert.StartsWith($"The source is not a readable {kind} file: ", Sources.Refusal("no zip", contentType).Message);
        Assert.StartsWith(
            $"The source is not a readable {kind} file: ",
            Sources.Refusal(OfficeSamples.Package(("a.txt", "a")), contentType).Message);
    }

    [Fact]
    public void Extract_WorkbookTakenForADocument_IsRefused() =>
        Assert.Equal("invalid", Sources.Refusal(OfficeSamples.Docx("<w:p/>"), Xlsx).Code);

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("message/rfc822")]
    public void Extract_SomethingElse_IsRefused(string contentType) =>
        Assert.Equal("invalid", Sources.Refusal(Encoding.ASCII.GetBytes("nothing of the kind"), contentType).Code);
}
