using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Trivium.Documents.Uploads;
using Trivium.Express;
using Trivium.Ingestion;
using Trivium.Storage;
using Trivium.Tests.Support;
using Trivium.Visibility;

namespace Trivium.Tests.Keys.CrossTenant;

/// <summary>
/// Two tenants with equal document ids, titles, tables, upload ids and idempotency keys, and what the victim alone has.
/// All that is the victim's carries a word that the intruder must never be answered with.
/// </summary>
internal sealed class TwoTenants : IAsyncDisposable
{
    public const string Secret = "alphasecret";

    public const string PagedDocuments = "/v1/documents?top=1";

    public const string PagedChunks = "/v1/documents/same/chunks?top=1";

    public const string PagedRows = "/v1/documents/same/rows?table=sales&top=1";

    public const string PagedIngestions = "/v1/ingestions?top=1";

    public const string PagedQuery = "SELECT note FROM sales";

    private readonly TestStore _store = new();

    private TwoTenants()
    {
    }

    public PartitionRecorder Recorder { get; } = new();

    public TestApp App { get; private set; } = null!;

    public KeyHolder Victim { get; private set; } = null!;

    public KeyHolder Intruder { get; private set; } = null!;

    /// <summary>The upload both have, under the same id.</summary>
    public string SharedUpload { get; private set; } = null!;

    /// <summary>The victim's upload.</summary>
    public string VictimsUpload { get; private set; } = null!;

    /// <summary>An ETag of the victim's document <c>mine</c>.</summary>
    public string VictimsETag { get; private set; } = null!;

    /// <summary>Continuation tokens of the victim, by what they continue.</summary>
    public Dictionary<string, string> VictimsTokens { get; } = [];

    public static async Task<TwoTenants> CreateAsync()
    {
        var tenants = new TwoTenants();
        tenants.App = await tenants._store.StartAsync(
            tenants.Recorder, options => options.BootstrapKey = KeyHolder.BootstrapKey);
        tenants.Victim = await KeyHolder.CreateAsync(tenants.App, "alpha", "admin");
        tenants.Intruder = await KeyHolder.CreateAsync(tenants.App, "bravo", "admin");
        await tenants.FillAsync();
        return tenants;
    }

    /// <summary>
    /// All that the victim can see of their own, as text; what measures the asking itself is left out.
    /// </summary>
    public async Task<string> PictureAsync()
    {
        string[] targets =
        [
            "/v1/documents", "/v1/documents/same", "/v1/documents/same/content", "/v1/documents/same/chunks",
            "/v1/documents/same/rows?table=sales", "/v1/documents/mine", "/v1/documents/doomed/content", "/v1/ingestions",
            "/v1/ingestions/alpha-same-1", $"/v1/uploads/{VictimsUpload}", $"/v1/uploads/{SharedUpload}", "/v1/tables",
            "/v1/usage?groupBy=document", "/v1/keys",
        ];
        var picture = new StringBuilder();
        foreach (string target in targets)
        {
            ExpressResponse response = await Victim.ExpectAsync(200, "GET", target);
            string text = target.StartsWith("/v1/usage", StringComparison.Ordinal)
                ? response.Json().GetProperty("groups").GetRawText()
                : response.Text;
            picture.Append(target).Append(' ').AppendLine(text);
        }

        return picture.ToString();
    }

    /// <summary>Waits until no orchestration runs: nobody's work goes on in the background.</summary>
    private async Task RestAsync()
    {
        var client = App.Services.GetRequiredService<IOrchestrationClient>();
        while ((await client.GetInstancesAsync(new())).Values.Any(
            instance => !instance.IsCompleted && instance.Name == Ingest.Run.Name))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task FillAsync()
    {
        foreach ((KeyHolder holder, string word) in new[] { (Victim, Secret), (Intruder, "bravosecret") })
        {
            foreach (string id in new[] { "same", "other", "doomed" }) await holder.PutAsync(id, TextOf(word));
            await holder.ExpectAsync(
                200,
                "POST",
                "/v1/documents?id=once&wait=60",
                $"once {word}",
                ("Content-Type", "text/plain"),
                ("Idempotency-Key", "key"));
        }

        await Victim.PutAsync(
            "mine", $"# Mine\n\n{Secret}\n\n## privatetable\n\n| {Secret}column |\n|---|\n| {Secret} |\n");
        VictimsETag = (await Victim.ExpectAsync(200, "GET", "/v1/documents/mine")).Headers.ETag.ToString();
        VictimsUpload = await BeginUploadAsync(Victim, "mine");
        SharedUpload = await BeginUploadAsync(Victim, "same");
        await CopyUploadAsync(SharedUpload);
        foreach (string target in new[] { PagedDocuments, PagedChunks, PagedRows, PagedIngestions })
            VictimsTokens[target] = TokenOf(await Victim.ExpectAsync(200, "GET", target));
        VictimsTokens[PagedQuery] = TokenOf(await Victim.ExpectAsync(
            200, "POST", "/v1/sql", new { query = PagedQuery, maxItemCount = 1 }));
        await RestAsync();
    }

    private static string TokenOf(ExpressResponse page) => page.Json().GetProperty("continuation").GetString()!;

    private static string TextOf(string word) => $"""
        ---
        title: The same title
        tables: [sales]
        ---
        # The same title

        Words of {word} and of everybody.

        ## Another section

        More words of {word}.

        | region | note |
        |--------|------|
        | north  | {word} |
        | south  | {word} |
        """;

    private static async Task<string> BeginUploadAsync(KeyHolder holder, string documentId)
    {
        ExpressResponse begun = await holder.ExpectAsync(
            201, "POST", "/v1/uploads", new { contentType = "text/plain", id = documentId, partSizeBytes = 1024 * 1024 });
        string id = begun.Json().GetProperty("id").GetString()!;
        await holder.ExpectAsync(200, "PUT", $"/v1/uploads/{id}/1", Secret);
        return id;
    }

    // The service draws ids of uploads at random: that two are equal takes somebody who writes to the store.
    private async Task CopyUploadAsync(string id)
    {
        var uploads = App.Services.GetRequiredService<UploadStore>();
        UploadItem upload = await uploads.RequireAsync("alpha", id, new(), CancellationToken.None);
        SourceMarker marker = SourceMarker.Of("bravo", upload.DocumentId, upload.SourceId, upload.CreatedAt) with
        {
            KeepUntil = upload.ExpiresAt,
        };
        await App.Database.Catalog.TryCreateAsync(marker, PartitionKeys.Catalog("bravo"), new(), CancellationToken.None);
        await uploads.CreateAsync(upload with { Tenant = "bravo", ETag = null }, new(), CancellationToken.None);
    }
}
