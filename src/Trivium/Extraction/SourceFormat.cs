using System.Text;

namespace Trivium.Extraction;

/// <summary>How a source is read.</summary>
internal enum SourceFormat
{
    Markdown,
    Html,
    PlainText,
    Csv,
    TabSeparated,
    Json,
}

/// <summary>A parsed content type.</summary>
/// <param name="Format">How the source is read.</param>
/// <param name="Encoding">The charset named, UTF-8 where none is; throws on bytes that are not valid in it.</param>
internal readonly record struct SourceType(SourceFormat Format, Encoding Encoding);
