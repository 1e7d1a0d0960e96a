using Microsoft.AspNetCore.Http;

namespace Trivium.Express.Tests.Routing;

public sealed class ReturnedNothingTests
{
    private const string Expected = "Handler for GET /x returned nothing. Did you forget `return Results.Json(…)`?";

    public static TheoryData<Delegate> NothingReturned => new(
        () => { },
        () => Task.CompletedTask,
        () => ValueTask.CompletedTask,
        string? () => null,
        Task<object?> () => Task.FromResult<object?>(null),
        IResult? () => null);

    [Theory]
    [MemberData(nameof(NothingReturned))]
    public async Task Get_HandlerReturnsNothing_SaysSo(Delegate handler)
    {
        var response = await Apps.Of(app => app.Get("/x", handler)).SendAsync("GET", "/x");
        Assert.Equal(500, response.Status);
        Assert.Equal(Expected, response.Json().GetProperty("detail").GetString());
    }

    public static TheoryData<Delegate, int> SomethingDone => new()
    {
        { (HttpContext context) => context.Response.WriteAsync("x"), 200 },
        { (HttpContext context) => { context.Response.StatusCode = 204; }, 204 },
        { (HttpContext context) => { context.Response.ContentType = "text/plain"; }, 200 },
        { () => Results.Empty, 200 },
        { () => "", 200 },
    };

    [Theory]
    [MemberData(nameof(SomethingDone))]
    public async Task Get_HandlerAnswersItself_IsLeftAlone(Delegate handler, int status)
    {
        var response = await Apps.Of(app => app.Get("/x", handler)).SendAsync("GET", "/x");
        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task Post_HandlerReturnsNothing_Answers200()
    {
        var response = await Apps.Of(app => app.Post("/x", () => { })).SendAsync("POST", "/x");
        Assert.Equal((200, 0L), (response.Status, response.Headers.ContentLength));
    }
}
