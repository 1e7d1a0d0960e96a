using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trivium.Answers.Chat;
using Trivium.Answers.Generated;
using Trivium.Answers.Tables;

namespace Trivium.Answers;

/// <summary>The services behind <c>POST /v1/ask</c>.</summary>
internal static class AnswerServices
{
    /// <summary>Adds them. They need those of search and SQL; a host may bring an <see cref="IChatClient"/> of its own.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services, ChatEndpoint chat)
    {
        services.AddSingleton(chat);
        if (chat.Endpoint is not null)
            services.TryAddSingleton<IChatClient>(provider =>
                new EndpointChatClient(chat, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetService<IChatClient>() is null
            ? new AnswerModel(null, null, false)
            : new AnswerModel(
                ActivatorUtilities.CreateInstance<GeneratedAnswers>(provider),
                ActivatorUtilities.CreateInstance<TableQuestions>(provider),
                chat.AskTables));
        services.AddSingleton<AnswerReceipts>();
        services.AddSingleton<QuestionAnswers>();
        return services;
    }
}
