using System.Text;

namespace Trivium.Extraction;

/// <summary>A parsed content type.</summary>
/// <param name="Format">How the source is read.</param>
/// <param name="Charset">The charset named, throwing on bytes that are not valid in it; null where none is named.</param>
internal readonly record struct SourceType(ISourceFormat Format, Encoding? Charset);
