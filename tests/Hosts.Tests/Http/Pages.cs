using System.Net;
using System.Text.Json;
using Trivium.Hosts.Tests.Hosts;

namespace Trivium.Hosts.Tests.Http;

/// <summary>Follows continuation tokens to the end.</summary>
internal static class Pages
{
    /// <summary>1,000 pages: an endless list is a fault, not a reason to hang.</summary>
    private const int PagesMax = 1_000;

    /// <param name="target">The first page, with a query.</param>
    /// <param name="property">Where the items are.</param>
    public static async Task<List<JsonElement>> ReadAsync(ContractHost host, string target, string property)
    {
        List<JsonElement> items = [];
        string next = target;
        for (int page = 0; page < PagesMax; page++)
        {
            JsonElement body = (await host.GetAsync(next)).Expect(HttpStatusCode.OK).Json();
            items.AddRange(body.Items(property));
            if (!body.Has("continuation")) return items;

            next = $"{target}&continuation={Uri.EscapeDataString(body.Text("continuation"))}";
        }

        throw new InvalidOperationException($"{target} has more than {PagesMax} pages.");
    }
}
