using System.IO.Compression;
using System.Text;

namespace Trivium.Tests.Extraction.Corpus;

/// <summary>Office packages part by part, for what no office program would write.</summary>
internal static class OfficeSamples
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A Word document with this XML between the tags of its body.</summary>
    public static byte[] Docx(string body) => Package(
        ("[Content_Types].xml", $"""
            <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/word/document.xml" ContentType="{Word}.main+xml"/></Types>
            """),
        ("_rels/.rels", """
            <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
            """),
        ("word/document.xml", $"""
            <?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:body>{body}</w:body></w:document>
            """));

    /// <summary>A zip of these parts.</summary>
    public static byte[] Package(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content.TrimStart()));
            }
        }

        return stream.ToArray();
    }
}
