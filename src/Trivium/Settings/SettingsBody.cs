using Trivium.Chunking;

namespace Trivium.Settings;

/// <summary>A tenant's settings as they take effect.</summary>
/// <param name="Chunking">How documents are chunked whose requests do not say.</param>
public sealed record SettingsBody(ChunkSizes Chunking);
