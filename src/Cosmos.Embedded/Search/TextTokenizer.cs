namespace Trivium.Cosmos.Embedded.Search;

/// <summary>Splits text into words: runs of letters and digits, in lower case. No stemming, no stop words.</summary>
internal static class TextTokenizer
{
    public static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]));
            if (isWord && start < 0)
                start = i;
            if (!isWord && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }
}
