using System.Net;
using System.Text;
using System.Text.Json;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;

namespace Trivium.Hosts.Tests.Ingestions;

/// <summary>An ingestion that was caught while it ran, and suspended.</summary>
/// <param name="DocumentId">The document it writes.</param>
/// <param name="Accepted">What its write was answered with.</param>
internal sealed record HeldIngestion(string DocumentId, JsonElement Accepted)
{
    /// <summary>10 tries: each ingestion may be done before it is caught.</summary>
    private const int TriesMax = 10;

    /// <summary>400 paragraphs: some tenths of a second of work.</summary>
    private const int Paragraphs = 400;

    public string Self => Accepted.Text("links.self");

    /// <summary>Writes a document and suspends its ingestion.</summary>
    /// <param name="before">Makes a document ready to be written; its id.</param>
    public static async Task<HeldIngestion> CatchAsync(ContractHost host, Func<Task<string>> before)
    {
        for (int tries = 0; tries < TriesMax; tries++)
        {
            string id = await before();
            Reply written = await host.SendAsync(
                "PUT", $"/v1/documents/{id}", Outgoing.Text(LongText(), "text/markdown"));
            JsonElement accepted = written.Expect(HttpStatusCode.Accepted).Json();
            Reply suspended = await host.SendAsync("POST", accepted.Text("links.self") + "/suspend");
            if (suspended.Status == HttpStatusCode.Accepted) return new(id, accepted);

            suspended.ExpectProblem(HttpStatusCode.Conflict, "conflict");
        }

        throw new InvalidOperationException($"None of {TriesMax} ingestions could be suspended before it was done.");
    }

    private static string LongText()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Paragraphs; number++)
            text.Append($"## Part {number}\n\nThe lighthouse keeper wrote line {number} of his diary.\n\n");
        return text.ToString();
    }
}
