using System.Text;
using Microsoft.Extensions.AI;
using Trivium.Answers.Chat;
using Trivium.Chunking;
using Trivium.Extraction;

namespace Trivium.Answers.Generated;

/// <summary>Has a chat model write the answer from passages, and passes it on as it is written.</summary>
internal sealed class GeneratedAnswers(IChatClient chat, ChatEndpoint settings)
{
    /// <summary>What the model writes where the passages do not hold the answer.</summary>
    private const string NoAnswer = "NO_ANSWER";

    /// <summary>2: half a token for each unit of width is more than any usual model takes, in English and in Japanese.</summary>
    private const int WidthPerToken = 2;

    private readonly PromptText _prompt = PromptText.Load(settings.PromptFile, PromptText.Answer);

    /// <exception cref="Errors.TriviumException">The model did not answer, or broke off.</exception>
    public async Task<DraftAnswer> AnswerAsync(
        string question,
        IReadOnlyList<Passage> passages,
        ChatUsage usage,
        IAnswerSink sink,
        CancellationToken cancellationToken)
    {
        string language = AnswerTexts.LanguageOf(question);
        IReadOnlyList<Passage> given = Fit(passages);
        var options = new ChatOptions { MaxOutputTokens = settings.AnswerTokens, Temperature = 0 };
        var writer = new AnswerWriter(given, sink);
        var beginning = new StringBuilder();
        bool isAnswer = false;
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(
            Messages(question, given, language), options, cancellationToken))
        {
            foreach (UsageContent content in update.Contents.OfType<UsageContent>()) usage.Add(content.Details);
            if (isAnswer)
            {
                await writer.WriteAsync(update.Text, cancellationToken);
                continue;
            }

            // Held back for as long as it may still be the words for "no answer".
            beginning.Append(update.Text);
            if (MayBeNoAnswer(beginning.ToString())) continue;
            isAnswer = true;
            await writer.WriteAsync(beginning.ToString(), cancellationToken);
        }

        return isAnswer
            ? await writer.EndAsync(cancellationToken)
            : await DraftAnswer.NotFoundAsync(AnswerMode.Generated, language, sink, cancellationToken);
    }

    private IEnumerable<ChatMessage> Messages(string question, IReadOnlyList<Passage> passages, string language)
    {
        var data = new PromptData();
        foreach (Passage passage in passages) data.Add($"passage {passage.Number}", TextOf(passage));
        data.Add("question", question);
        string instructions = _prompt.Fill(new Dictionary<string, string>
        {
            ["marker"] = data.Marker,
            ["noAnswer"] = NoAnswer,
            ["language"] = language switch
            {
                LanguageDetection.Japanese => "Japanese",
                LanguageDetection.English => "English",
                _ => "the language of the question",
            },
        });
        return [new(ChatRole.System, instructions), new(ChatRole.User, data.ToString())];
    }

    /// <summary>The passages that fit into the context, the first one always.</summary>
    private List<Passage> Fit(IReadOnlyList<Passage> passages)
    {
        long width = (long)settings.ContextTokens * WidthPerToken;
        List<Passage> given = [];
        foreach (Passage passage in passages)
        {
            width -= CharacterWidth.Of(TextOf(passage));
            if (width < 0 && given.Count > 0) break;
            given.Add(passage);
        }

        return given;
    }

    private static string TextOf(Passage passage) => passage.Hit is { } hit
        ? $"{string.Join(" > ", [hit.Title ?? hit.DocumentId, .. hit.Headings])}\n\n{passage.Text}"
        : $"Rows of the tables, read for this question\n\n{passage.Text}";

    private static bool MayBeNoAnswer(string text)
    {
        string trimmed = text.Trim().TrimEnd('.');
        return trimmed.Length <= NoAnswer.Length && NoAnswer.StartsWith(trimmed, StringComparison.Ordinal);
    }
}
