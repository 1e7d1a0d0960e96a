using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

internal enum TokenKind
{
    End,
    Identifier,
    QuotedName,
    Keyword,
    Parameter,
    Number,
    String,
    Symbol,
}

/// <summary>One word of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">
/// The symbol, identifier, quoted name, keyword in capitals, parameter with @, or string's content.
/// </param>
/// <param name="Number">The value of a number.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Written">How it was written, for messages; shortened.</param>
internal readonly record struct Token(
    TokenKind Kind, string Text, double Number, SourcePosition Position, string Written);
