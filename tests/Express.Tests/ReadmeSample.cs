using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

public static class Sample
{
    public static readonly Activity<string, int> Count = new("count-words");
    public static readonly Orchestration<string, string> Report = new("report");

    public static void Configure(ExpressApp app)
    {
        app.Use(async (context, next) =>
        {
            context.Response.Headers["x-served-by"] = "express";
            await next();
        });

        app.Group("/v1", v1 =>
        {
            v1.Get("/words/{text}", (string text, Words words) => Results.Json(new { count = words.In(text) }));
            v1.Post("/reports", async (Draft draft, IOrchestrationClient client) =>
                Results.Accepted($"/v1/reports/{await client.Start(Report, draft.Text)}"));
        });

        app.Activity(Count, (string text, Words words) => words.In(text));
        app.Orchestration(Report, async (context, text) => $"{await context.Call(Count, text)} words");
        app.Timer("tidy", "0 0 3 * * *", (Words words) => words.Forget());

        app.OnError((_, e) => e is FormatException ? Problem.Of(ProblemCodes.Invalid, e.Message) : null);
        app.RequireRegistered(typeof(Sample));
    }

    public static async Task<string> Try(IServiceProvider services)
    {
        var app = new ExpressApp(services);      // services.AddExpress() was called; a host calls AddExpress(Configure)
        Configure(app);
        var response = await app.SendAsync("GET", "/v1/words/to be or not to be");   // no host, no socket
        return response.Text;                    // {"count":6}
    }
}

public sealed record Draft(string Text);

public sealed class Words
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public int In(string text) =>
        _counts.GetOrAdd(text, static text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    public void Forget() => _counts.Clear();
}
