using System.Net;
using System.Text.Json;

namespace Trivium.Hosts.Tests.Http;

/// <summary>What every error looks like.</summary>
internal static class ProblemReply
{
    /// <summary>What a message must not show: where it happened in the code, and names only the code knows.</summary>
    private static readonly string[] _insides = ["   at ", ".cs:line", "Exception", "System.", "Trivium.", "Nullable<"];

    /// <summary>Checks that the answer is this problem, with every member a problem has.</summary>
    /// <returns>The problem.</returns>
    public static JsonElement ExpectProblem(this Reply reply, HttpStatusCode status, string code)
    {
        reply.Expect(status);
        Assert.True(reply.ContentType == "application/problem+json", reply.ToString());
        JsonElement problem = reply.Json();
        Assert.False(string.IsNullOrEmpty(problem.Text("type")));
        Assert.False(string.IsNullOrEmpty(problem.Text("title")));
        Assert.Equal((int)status, problem.Int("status"));
        Assert.False(string.IsNullOrEmpty(problem.Text("detail")), reply.ToString());
        Assert.Equal(code, problem.Text("code"));
        Assert.False(string.IsNullOrEmpty(problem.Text("traceId")));
        foreach (string inside in _insides)
            Assert.DoesNotContain(inside, problem.Text("detail"), StringComparison.Ordinal);
        return problem;
    }

    /// <summary>A problem of the request that names the field at fault.</summary>
    /// <returns>What is said of the field.</returns>
    public static string ExpectInvalid(this Reply reply, string field)
    {
        JsonElement errors = reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid").At("errors");
        Assert.True(errors.TryGetProperty(field, out JsonElement messages), $"'{field}' is not among {errors}");
        string message = Assert.Single(messages.EnumerateArray()).GetString()!;
        Assert.NotEqual("", message);
        return message;
    }
}
