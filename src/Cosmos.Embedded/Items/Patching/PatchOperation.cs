using System.Text.Json.Nodes;

namespace Trivium.Cosmos.Embedded.Items.Patching;

/// <summary>One step of a patch.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">A JSON pointer.</param>
/// <param name="Value">What add, set, replace and increment bring.</param>
/// <param name="From">Where move takes the value from.</param>
internal sealed record PatchOperation(PatchKind Kind, JsonPointer Path, JsonNode? Value, JsonPointer? From);
