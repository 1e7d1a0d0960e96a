using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.FunctionsTestWorker;

/// <summary>Routes that show how requests and answers pass through the host.</summary>
internal static class HttpRoutes
{
    public static void Configure(ExpressApp app)
    {
        app.Get("/docs/{id}", (string id) => $"document {id}");
        app.Get("/docs/new", () => "the form");
        app.Get("/files/{**path}", (string path) => $"file {path}");
        app.Get("/boom", string () => throw new InvalidOperationException("a secret of the code"));
        app.Get("/events", EventsAsync);
        app.Post("/gate", (Gate gate) => gate.Open());
        app.Get("/forever", ForeverAsync);
        app.Get("/left", (Gate gate) => gate.Left.ContinueWith(_ => "gone", TaskScheduler.Default));
        app.Put("/hash", async (HttpRequest request, CancellationToken stop) =>
            Convert.ToHexStringLower(await SHA256.HashDataAsync(request.Body, stop)));
        app.Get("/bytes", () => Results.Bytes(
            [.. Enumerable.Range(0, 256).Select(number => (byte)number)], "application/octet-stream",
            enableRangeProcessing: true));

        // What a single-page app is served by: it takes whatever no other route does.
        app.Get("/", () => "the page");
        app.Get("/{**path}", (string path) =>
            path.StartsWith("console/", StringComparison.Ordinal) ? Results.Text($"static {path}") : Results.NotFound());
    }

    private static async Task EventsAsync(HttpContext http, Gate gate)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync("data: before\n\n");
        await http.Response.Body.FlushAsync();
        await gate.Opened;
        await http.Response.WriteAsync("data: after\n\n");
    }

    private static async Task ForeverAsync(HttpContext http, Gate gate)
    {
        await http.Response.WriteAsync("begun\n");
        await http.Response.Body.FlushAsync();
        var left = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(left.SetResult);
        await left.Task;
        gate.Leave();
    }
}
