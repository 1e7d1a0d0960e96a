using Trivium.Extraction;

namespace Trivium.Answers;

/// <summary>The few sentences of an answer that are ours, in the language of the question.</summary>
internal static class AnswerTexts
{
    /// <summary>The language of a question: one of the two, or undetermined.</summary>
    public static string LanguageOf(string question) => LanguageDetection.Detect([question]);

    /// <summary>The documents do not hold the answer.</summary>
    public static string NotFound(string language) => language == LanguageDetection.Japanese
        ? "この質問の答えは文書の中に見つかりませんでした。"
        : "The documents do not hold an answer to this question.";
}
