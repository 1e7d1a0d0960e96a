using Trivium.Cosmos.Sql.Syntax;

namespace Trivium.Cosmos.Sql.Parsing;

/// <summary>Text to tree. The grammar is checked here, the rules by <see cref="Binding.SqlValidator"/>.</summary>
public static class SqlParser
{
    /// <summary>Parses a whole query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="options">The extensions accepted; without it, none.</param>
    /// <exception cref="SqlException">
    /// <see cref="SqlErrorCodes.Syntax"/>, <see cref="SqlErrorCodes.Literal"/>, or
    /// <see cref="SqlErrorCodes.LimitExceeded"/> for text nested too deeply.
    /// </exception>
    public static SqlQuery Parse(string text, ParseOptions? options = null)
    {
        var grammar = Open(text, options);
        var query = grammar.ParseQuery();
        grammar.ExpectEnd();
        return query;
    }

    /// <summary>Parses an expression by itself, such as a filter.</summary>
    /// <inheritdoc cref="Parse"/>
    public static SqlExpression ParseExpression(string text, ParseOptions? options = null)
    {
        var grammar = Open(text, options);
        var expression = grammar.ParseExpression();
        grammar.ExpectEnd();
        return expression;
    }

    /// <summary>Parses the condition of a patch, "FROM c WHERE …", as the query SELECT * of it.</summary>
    /// <inheritdoc cref="Parse"/>
    public static SqlQuery ParseCondition(string text, ParseOptions? options = null)
    {
        var grammar = Open(text, options);
        var query = grammar.ParseCondition();
        grammar.ExpectEnd();
        return query;
    }

    /// <summary>Whether a name can stand unquoted after a dot and after AS.</summary>
    public static bool IsIdentifier(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Keywords.IsIdentifier(name);
    }

    private static Grammar Open(string text, ParseOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= ParseOptions.Cosmos;
        return new Grammar(new Lexer(text, options).Read(), options);
    }
}
