using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;

namespace Trivium.Chunking;

/// <summary>The sizes of chunks as query parameters, for bodies that are nothing but the document.</summary>
internal static class ChunkSizeParameters
{
    /// <summary>60 characters of a value say which one it is.</summary>
    private const int QuotedLengthMax = 60;

    /// <summary>What the URL asks for, over what the body does; null where neither asks for anything.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>: a value is no whole number.</exception>
    public static RequestedChunkSizes? Read(IQueryCollection query, RequestedChunkSizes? body)
    {
        var sizes = new RequestedChunkSizes
        {
            MaxTokens = Read(query, "maxTokens") ?? body?.MaxTokens,
            TargetTokens = Read(query, "targetTokens") ?? body?.TargetTokens,
            OverlapTokens = Read(query, "overlapTokens") ?? body?.OverlapTokens,
        };
        return sizes.IsEmpty ? null : sizes;
    }

    private static int? Read(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values)) return null;

        string value = values.ToString();
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)) return number;

        string shown = value.Length <= QuotedLengthMax ? value : value[..QuotedLengthMax] + "…";
        string message = $"{name} is '{shown}'; a whole number of tokens is needed.";
        throw new TriviumException(ErrorCode.Invalid, message)
        {
            Errors = new Dictionary<string, string[]> { [name] = [message] },
        };
    }
}
