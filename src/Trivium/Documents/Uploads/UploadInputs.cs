using System.Text.Json;
using System.Text.Json.Serialization;
using Trivium.Errors;
using Trivium.Http;

namespace Trivium.Documents.Uploads;

/// <summary>Validates the bodies of uploads, every fault at once.</summary>
internal static class UploadInputs
{
    private const int Sha256Length = 64;

    /// <summary>A misspelt property is a fault: it would be missing where it was meant.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(HttpJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static UploadInput Of(UploadRequest request)
    {
        Dictionary<string, string[]> faults = [];
        if (string.IsNullOrWhiteSpace(request.ContentType))
            faults["contentType"] = ["contentType is missing; it says what the whole is."];
        if (request.Metadata is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            faults["metadata"] = ["metadata must be a JSON object."];
        int size = request.PartSizeBytes ?? UploadLimits.PartSizeBytesMax;
        if (size < 1 || size > UploadLimits.PartSizeBytesMax || size % SourcePartItem.PartSizeBytesMax != 0)
            faults["partSizeBytes"] =
            [
                $"partSizeBytes is {size}; a multiple of {SourcePartItem.PartSizeBytesMax} up to "
                + $"{UploadLimits.PartSizeBytesMax} is needed.",
            ];
        Throw(faults);
        return new(
            request.Id,
            request.ContentType!,
            request.Title,
            request.Source,
            request.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata.Clone() : null,
            request.Chunking,
            size);
    }

    public static (int Parts, string Sha256) Of(UploadCompletion completion)
    {
        Dictionary<string, string[]> faults = [];
        if (completion.Parts is not >= 1)
            faults["parts"] = ["parts is missing or below 1; it says how many parts there are."];
        bool isHash = completion.Sha256 is { Length: Sha256Length } hash && hash.All(char.IsAsciiHexDigit);
        if (!isHash) faults["sha256"] = ["sha256 must be the SHA-256 of the whole in 64 hexadecimal digits."];
        Throw(faults);
        return (completion.Parts!.Value, completion.Sha256!.ToLowerInvariant());
    }

    private static void Throw(Dictionary<string, string[]> faults)
    {
        if (faults.Count == 0) return;

        string all = string.Join(' ', faults.Values.SelectMany(messages => messages));
        throw new TriviumException(ErrorCode.Invalid, all) { Errors = faults };
    }
}
