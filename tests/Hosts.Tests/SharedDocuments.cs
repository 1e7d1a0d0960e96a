using System.Text.Json;
using Trivium.Hosts.Tests.Hosts;
using Trivium.Hosts.Tests.Http;

namespace Trivium.Hosts.Tests;

/// <summary>Documents that tests read and nobody changes: an English guide, a Japanese one, a table, a note.</summary>
/// <param name="Guide">Markdown, English, with front matter, sections, a table and a link.</param>
/// <param name="Nihongo">Markdown, Japanese.</param>
/// <param name="Sales">CSV with six rows, one of them with a gap; also the name of its table.</param>
/// <param name="Note">Plain text, sent in an envelope with metadata.</param>
public sealed record SharedDocuments(string Guide, string Nihongo, string Sales, string Note)
{
    public const string GuideText = """
        ---
        title: Orchard guide
        tags: [orchard, fruit]
        ---
        # Orchard

        An orchard is a planting of fruit trees. See [the almanac](https://example.com/almanac).

        ## Pruning {#pruning}

        Prune apple trees in late winter, before the buds break.

        ## Harvest

        | fruit | month |
        | --- | --- |
        | cherry | 6 |
        | apple | 9 |

        """;

    public const string NihongoText = "# 東京の図書館\n\n図書館は本や資料を集めて、だれでも読めるようにする施設です。\n";

    public const string SalesText =
        "region,product,amount,sold\n"
        + "EMEA,apple,10,2026-01-05\n"
        + "EMEA,pear,20,2026-01-06\n"
        + "APAC,apple,5,2026-02-01\n"
        + "APAC,pear,,2026-02-02\n"
        + "AMER,apple,40,2026-03-01\n"
        + "AMER,pear,2,2026-03-02\n";

    public const string NoteText = "The quick brown fox naps beside the orchard wall.";

    /// <summary>All of them, for filters.</summary>
    public IReadOnlyList<string> All => [Guide, Nihongo, Sales, Note];

    public static async Task<SharedDocuments> CreateAsync(ContractHost host)
    {
        var shared = new SharedDocuments(
            host.NewId("guide"), host.NewId("nihongo"), host.NewId("sales"), host.NewId("note"));
        string note = JsonSerializer.Serialize(
            new
            {
                id = shared.Note,
                title = "Fox",
                source = SourceOf(host, "note"),
                contentType = "text/plain; charset=utf-8",
                content = NoteText,
                metadata = new { tags = new[] { TagOf(host), "animals" }, stars = 5 },
            },
            JsonSerializerOptions.Web);
        await Task.WhenAll(
            host.PutAsync(shared.Guide, GuideText, "text/markdown", $"source={SourceOf(host, "guide")}"),
            host.PutAsync(shared.Nihongo, NihongoText, "text/markdown"),
            host.PutAsync(shared.Sales, SalesText, "text/csv"),
            host.CompletedAsync(await host.SendAsync("POST", "/v1/documents?wait=30", Outgoing.Envelope(note))));
        return shared;
    }

    /// <summary>A tag only the note of this run has.</summary>
    public static string TagOf(ContractHost host) => $"{host.Prefix}-tag";

    public static string SourceOf(ContractHost host, string name) => $"{host.Prefix}_{name}.src";
}
