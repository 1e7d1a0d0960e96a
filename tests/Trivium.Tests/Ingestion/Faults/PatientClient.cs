using Trivium.Documents.Uploads;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Ingestion.Faults;

/// <summary>A client that sends a request again as long as it is told to, as the API's callers are to do.</summary>
internal sealed class PatientClient(TestApp app)
{
    /// <summary>20 times: no fault of these tests lasts longer.</summary>
    private const int AttemptsMax = 20;

    public TestApp App => app;

    /// <summary>Sends until the answer is neither 429 nor 503, nor that of an upload that somebody may be writing.</summary>
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
            if (IsLeased(response))
            {
                await WaitAsync();
                continue;
            }

            Assert.True(
                response.Status is >= 200 and < 300 || (attempt > 0 && done.Contains(response.Status)),
                $"{method} {target}: {response}");
            return response;
        }

        Assert.Fail($"{method} {target} is still answered {response}");
        return response!;
    }

    /// <summary>A part of an upload whose writer was cut off keeps the upload until its lease ends.</summary>
    private static bool IsLeased(ExpressResponse response) =>
        response.Status == 409 && response.Text.Contains("is being written", StringComparison.Ordinal);

    private async Task WaitAsync()
    {
        bool waited = false;
        await app.AdvanceUntilAsync(
            () =>
            {
                (bool was, waited) = (waited, true);
                return Task.FromResult(was);
            },
            UploadLimits.WriteDeadline + UploadLimits.WriteMargin);
    }

    public Task<ExpressResponse> PutAsync(string target, string text) =>
        SendAsync([], "PUT", target, text, ("Content-Type", "text/markdown"));
}
