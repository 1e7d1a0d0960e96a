using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Trivium.Extraction.Word;

/// <summary>
/// The text of a paragraph as a reader sees it: insertions are in it, deletions and field codes are not.
/// </summary>
internal sealed class WordText(OpenXmlPart part)
{
    private readonly StringBuilder text = new();
    private readonly List<(string Text, string Url)> links = [];
    private readonly List<long> notes = [];

    /// <summary>The links of the last paragraph read.</summary>
    public IReadOnlyList<(string Text, string Url)> Links => links;

    /// <summary>The ids of the footnotes that the last paragraph refers to.</summary>
    public IReadOnlyList<long> Footnotes => notes;

    public string Read(OpenXmlElement paragraph)
    {
        text.Clear();
        links.Clear();
        notes.Clear();
        Append(paragraph);
        return text.ToString().Trim();
    }

    /// <summary>Recursion is bounded by the depth a package may have.</summary>
    private void Append(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case Text run:
                    text.Append(run.Text);
                    break;
                case TabChar:
                    text.Append('\t');
                    break;
                case Break or CarriageReturn:
                    text.Append('\n');
                    break;
                case FootnoteReference reference:
                    notes.Add(reference.Id?.Value ?? 0);
                    break;
                case Hyperlink link:
                    AppendLink(link);
                    break;
                case DeletedRun or FieldCode or ParagraphProperties or RunProperties or Drawing or Picture
                    or AlternateContent or EmbeddedObject:
                    break;
                default:
                    Append(child);
                    break;
            }
        }
    }

    private void AppendLink(Hyperlink link)
    {
        var start = text.Length;
        Append(link);
        var target = part.HyperlinkRelationships.FirstOrDefault(relation => relation.Id == link.Id?.Value);
        if (target is not null)
            links.Add((text.ToString(start, text.Length - start), target.Uri.OriginalString));
    }
}
