namespace Trivium.Extraction.Streaming;

/// <summary>A place in a source from which its text can be read without anything that is before it.</summary>
/// <param name="Offset">The byte at which decoding begins: a character begins there, in no shift state.</param>
/// <param name="Skip">How many UTF-16 units to leave out from there.</param>
/// <param name="Line">The line, from 1, that the place is in.</param>
internal readonly record struct TextPosition(long Offset, int Skip, int Line);
