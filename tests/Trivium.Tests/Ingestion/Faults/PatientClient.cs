using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>A client that sends a request again as long as it is told to, as the API's callers are to do.</summary>
internal sealed class PatientClient(TestApp app)
{
    /// <summary>20 times: no fault of these tests lasts longer.</summary>
    private const int AttemptsMax = 20;

    public TestApp App => app;

    /// <summary>Sends until the answer is neither 429 nor 503.</summary>
    /// <param name="done">
    /// Statuses that a repetition may be answered with when the first was carried out and its answer was lost.
    /// </param>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and query.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    public async Task<ExpressResponse> SendAsync(
        int[] done, string method, string target, object? body = null, params (string Name, string Value)[] headers)
    {
        ExpressResponse? response = null;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            response = await app.SendAsync(method, target, body, headers);
            if (response.Status is 429 or 503) continue;

            Assert.True(
                response.Status is >= 200 and < 300 || (attempt > 0 && done.Contains(response.Status)),
                $"{method} {target}: {response}");
            return response;
        }

        Assert.Fail($"{method} {target} is still answered {response}");
        return response!;
    }

    public Task<ExpressResponse> PutAsync(string target, string text) =>
        SendAsync([], "PUT", target, text, ("Content-Type", "text/markdown"));
}
