using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Trivium.Extraction.Office;

/// <summary>
/// Opens Office Open XML packages (ECMA-376) after a look at every part: a package is a zip of XML, and both can claim to
/// be far larger than their bytes.
/// </summary>
internal static class OfficePackage
{
    /// <summary>512 MB unpacked: five times the largest body, about what text compresses by.</summary>
    private const long UnpackedBytesMax = 512L * 1024 * 1024;

    /// <summary>10,000 parts: a presentation has some ten for each slide.</summary>
    private const int PartsMax = 10_000;

    /// <summary>200 levels of elements: readers of XML recurse; real documents have a few dozen.</summary>
    private const int DepthMax = 200;

    /// <summary>Opens a package and reads it.</summary>
    /// <param name="source">Its bytes.</param>
    /// <param name="kind">What it should be, for messages: "DOCX".</param>
    /// <param name="open">Opens it.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Stops it between parts.</param>
    /// <exception cref="ContentException">It is not such a package, is damaged, or is larger than allowed.</exception>
    public static ExtractedDocument Read<TPackage>(
        ReadOnlyMemory<byte> source,
        string kind,
        Func<Stream, OpenSettings, TPackage> open,
        Func<TPackage, ExtractedDocument> read,
        CancellationToken cancellationToken)
        where TPackage : OpenXmlPackage
    {
        try
        {
            RequireSafe(source, kind, cancellationToken);
            using var package = open(SourceBytes.Open(source), new OpenSettings { AutoSave = false });
            return read(package);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw ContentException.ForInvalid(
                $"The source is not a readable {kind} file: {exception.Message.TrimEnd('.')}. Open it in the program it was "
                + "made with and save it again; a file that is encrypted must be saved without its password.",
                exception);
        }
    }

    private static bool IsDamage(Exception exception) => exception
        is InvalidDataException or XmlException or OpenXmlPackageException or FileFormatException or FormatException
        or ArgumentException or InvalidOperationException or IOException or NullReferenceException
        or KeyNotFoundException or NotSupportedException or OverflowException or IndexOutOfRangeException;

    private static void RequireSafe(ReadOnlyMemory<byte> source, string kind, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(SourceBytes.Open(source), ZipArchiveMode.Read);
        if (zip.Entries.Count > PartsMax)
            throw ContentException.ForInvalid(
                $"The {kind} file has {zip.Entries.Count} parts; at most {PartsMax} are allowed. Split it.");
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var content = new CountedStream(entry.Open(), UnpackedBytesMax - unpacked, kind);
            if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                RequireShallow(content, entry.FullName, kind);
            else
                content.CopyTo(Stream.Null);
            unpacked += content.Count;
        }
    }

    private static void RequireShallow(Stream content, string part, string kind)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(content, settings);
        while (reader.Read())
        {
            if (reader.Depth > DepthMax)
                throw ContentException.ForInvalid(
                    $"Part '{part}' of the {kind} file nests elements deeper than {DepthMax} levels. "
                    + "Save the document again with a simpler structure.");
        }
    }
}
