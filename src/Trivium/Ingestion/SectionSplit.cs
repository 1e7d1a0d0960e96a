using Trivium.Documents;
using Trivium.Extraction;

namespace Trivium.Ingestion;

/// <summary>Sections as items: one that is longer than an item should be becomes several of the same heading.</summary>
internal static class SectionSplit
{
    /// <summary>256 Ki characters: at most 0.8 MB in UTF-8, well below what an item may have.</summary>
    public const int TextCharsMax = 256 * 1024;

    public static int Count(ParsedSource parsed) => parsed.Document.Sections.Sum(section => PartsOf(section.Text));

    public static IEnumerable<SectionItem> Items(
        ParsedSource parsed, string tenant, string documentId, long generation)
    {
        int index = 0;
        foreach (Section section in parsed.Document.Sections)
        {
            foreach (string text in Split(section.Text))
            {
                yield return new()
                {
                    Id = SectionItem.IdOf(generation, index),
                    Tenant = tenant,
                    DocumentId = documentId,
                    Generation = generation,
                    Index = index,
                    Level = section.Level,
                    Heading = section.Heading,
                    HeadingPath = section.HeadingPath,
                    Anchor = section.Anchor,
                    Text = text,
                };
                index++;
            }
        }
    }

    private static int PartsOf(string text) => Split(text).Count();

    private static IEnumerable<string> Split(string text)
    {
        int from = 0;
        do
        {
            int length = Math.Min(TextCharsMax, text.Length - from);

            // Half a surrogate pair is no text.
            if (from + length < text.Length && char.IsHighSurrogate(text[from + length - 1])) length--;
            yield return text.Substring(from, length);
            from += length;
        }
        while (from < text.Length);
    }
}
