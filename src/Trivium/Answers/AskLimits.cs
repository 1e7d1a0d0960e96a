namespace Trivium.Answers;

/// <summary>How much one question may ask for.</summary>
internal static class AskLimits
{
    /// <summary>8: some 6,000 characters of English, more than an answer of a few sentences needs.</summary>
    public const int TopDefault = 8;

    /// <summary>50: a model's attention thins out before that, and each passage is paid for.</summary>
    public const int TopMax = 50;

    /// <summary>50: rows of a table that an answer may rest on; a question for more is one for SQL.</summary>
    public const int TableRowsMax = 50;
}
