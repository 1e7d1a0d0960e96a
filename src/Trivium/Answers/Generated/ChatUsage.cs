using Microsoft.Extensions.AI;

namespace Trivium.Answers.Generated;

/// <summary>Adds up what the model read and wrote for one question.</summary>
internal sealed class ChatUsage
{
    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    public void Add(UsageDetails? usage)
    {
        InputTokens += usage?.InputTokenCount ?? 0;
        OutputTokens += usage?.OutputTokenCount ?? 0;
    }
}
