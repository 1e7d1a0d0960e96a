using Trivium.Embeddings.Endpoints;

namespace Trivium.Answers.Chat;

/// <summary>
/// A chat model behind an endpoint that speaks OpenAI's chat API: OpenAI itself, Azure OpenAI's <c>/openai/v1</c>, Ollama, vLLM.
/// Without an <see cref="Endpoint"/> answers are extractive.
/// </summary>
public sealed class ChatEndpoint
{
    /// <summary>The base URL, such as <c>https://api.openai.com/v1</c> or <c>http://localhost:11434/v1</c>; null: none.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The model or deployment, such as <c>gpt-4.1-mini</c>.</summary>
    public string? Model { get; set; }

    /// <summary>The API key; null: the app's Entra ID identity for https endpoints of Azure, else none.</summary>
    public string? Key { get; set; }

    /// <summary>How long a whole answer may take; 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most model tokens of passages given with a question; 6,000.</summary>
    public int ContextTokens { get; set; } = 6_000;

    /// <summary>The most model tokens of an answer; 1,000.</summary>
    public int AnswerTokens { get; set; } = 1_000;

    /// <summary>False: questions are never turned into SQL; a question then costs one call less.</summary>
    public bool AskTables { get; set; } = true;

    /// <summary>A file with the instructions for answers, in place of the built-in ones; see the README of Trivium.</summary>
    public string? PromptFile { get; set; }

    /// <summary>A file with the instructions for turning a question into SQL, in place of the built-in ones.</summary>
    public string? TablePromptFile { get; set; }

    internal IEnumerable<string> Validate(string name)
    {
        foreach (string fault in EndpointAccess.Faults(name, Endpoint, Model, Key)) yield return fault;
        if (Endpoint is null) yield break;

        if (Timeout <= TimeSpan.Zero) yield return $"{name}__{nameof(Timeout)} is {Timeout}; it must be longer than nothing.";
        if (ContextTokens < 1) yield return $"{name}__{nameof(ContextTokens)} is {ContextTokens}; at least 1 is needed.";
        if (AnswerTokens < 1) yield return $"{name}__{nameof(AnswerTokens)} is {AnswerTokens}; at least 1 is needed.";
        foreach (string fault in Generated.PromptText.Faults(PromptFile, Generated.PromptText.Answer))
            yield return $"{name}__{nameof(PromptFile)} {fault}";
        foreach (string fault in Generated.PromptText.Faults(TablePromptFile, Generated.PromptText.Table))
            yield return $"{name}__{nameof(TablePromptFile)} {fault}";
    }
}
