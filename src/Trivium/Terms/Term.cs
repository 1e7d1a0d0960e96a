namespace Trivium.Terms;

/// <summary>A term of a text.</summary>
/// <param name="Encoded">As the index stores it: letters a to z only.</param>
/// <param name="Start">Where it stands in the original text, in UTF-16 units.</param>
/// <param name="Length">How much of the original text it covers, in UTF-16 units.</param>
public readonly record struct Term(string Encoded, int Start, int Length);
