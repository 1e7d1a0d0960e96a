using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trivium.Express;
using Trivium.Tests.Support;

namespace Trivium.Tests.Documents.Uploads;

public sealed class DocumentUploadTests : IAsyncLifetime
{
    private const int Piece = 1024 * 1024;

    private readonly TestStore _store = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await _store.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Complete_PartsInAnyOrder_IsADocumentByteForByte()
    {
        byte[] text = Text((2 * Piece) + 12_345);
        string upload = await BeginAsync("big", Piece);
        await PutAsync(upload, 3, text[(2 * Piece)..], 200);
        await PutAsync(upload, 1, Text(Piece, 'z'), 200);
        await PutAsync(upload, 1, text[..Piece], 200);
        await PutAsync(upload, 2, text[Piece..(2 * Piece)], 200);

        ExpressResponse completed = await CompleteAsync(upload, 3, text);

        Assert.True(completed.Status == 202, completed.ToString());
        Assert.Equal("Completed", (await _app.EndAsync(completed.Json().GetProperty("id").GetString()!)).GetProperty("status").GetString());
        ExpressResponse content = await _app.SendAsync("GET", "/v1/documents/big/content");
        Assert.Equal(text, content.Body);
        ExpressResponse again = await CompleteAsync(upload, 3, text);
        Assert.Equal(completed.Json().GetProperty("id").GetString(), again.Json().GetProperty("id").GetString());
        await PutAsync(upload, 1, text[..Piece], 409);
    }

    [Fact]
    public async Task Get_HalfOfAnUpload_ListsThePartsThatAreThere()
    {
        string upload = await BeginAsync("half", Piece);
        await PutAsync(upload, 2, "tail"u8.ToArray(), 200);

        JsonElement body = (await _app.SendAsync("GET", $"/v1/uploads/{upload}")).Json();

        JsonElement part = Assert.Single(body.GetProperty("parts").EnumerateArray());
        Assert.Equal(2, part.GetProperty("number").GetInt32());
        Assert.Equal(4, part.GetProperty("sizeBytes").GetInt32());
        Assert.Equal(Hash("tail"u8), part.GetProperty("sha256").GetString());
        Assert.Equal("open", body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Complete_WhatIsNotWhole_SaysWhatIsMissingAndStaysOpen()
    {
        byte[] text = Text(Piece + 10);
        string upload = await BeginAsync("gaps", Piece);
        await PutAsync(upload, 2, text[Piece..], 200);
        Refused(await CompleteAsync(upload, 2, text), "Part 1 of 2 is missing");
        await PutAsync(upload, 1, "short"u8.ToArray(), 200);
        Refused(await CompleteAsync(upload, 2, text), "Part 1 has 5 bytes");
        Refused(await CompleteAsync(upload, 1, text), "There is a part 2");
        await PutAsync(upload, 1, Text(Piece, 'z'), 200);
        Refused(await CompleteAsync(upload, 2, text), "not " + Hash(text));
        await PutAsync(upload, 1, text[..Piece], 200);

        Assert.Equal(202, (await CompleteAsync(upload, 2, text)).Status);
    }

    [Fact]
    public async Task Complete_ContentThatCannotBeRead_IsRefusedAndMayBeSentAgain()
    {
        string upload = await BeginAsync("csv", Piece, "text/csv");
        byte[] bad = "a,b\n1,2,3\n"u8.ToArray();
        await PutAsync(upload, 1, bad, 200);
        Refused(await CompleteAsync(upload, 1, bad), "line 2");
        byte[] good = "a,b\n1,2\n"u8.ToArray();
        await PutAsync(upload, 1, good, 200);

        Assert.Equal(202, (await CompleteAsync(upload, 1, good)).Status);
    }

    [Theory]
    [InlineData("""{}""", "contentType is missing")]
    [InlineData("""{"contentType": "text/plain", "partSizeBytes": 1000}""", "a multiple of 1048576")]
    [InlineData("""{"contentType": "text/plain", "partSizeBytes": 16777216}""", "up to 8388608")]
    [InlineData("""{"contentType": "text/plain", "id": "a/b"}""", "a/b")]
    [InlineData("""{"contentType": "text/plain", "colour": 1}""", "'colour' is not known here")]
    [InlineData("""{"contentType": "text/plain", "metadata": [1]}""", "metadata must be a JSON object")]
    public async Task Post_FaultyUpload_SaysWhatIsWrong(string body, string reason) =>
        Refused(
            await _app.SendAsync("POST", "/v1/uploads", body, ("Content-Type", "application/json")), reason);

    [Fact]
    public async Task Put_PartsThatDoNotFit_AreRefused()
    {
        string upload = await BeginAsync("fit", Piece);

        await PutAsync(upload, 0, "x"u8.ToArray(), 400);
        await PutAsync(upload, 513, "x"u8.ToArray(), 400);
        await PutAsync(upload, 1, [], 400);
        await PutAsync(upload, 1, new byte[Piece + 1], 413);
        await PutAsync("unknown", 1, "x"u8.ToArray(), 404);
    }

    [Fact]
    public async Task Delete_UploadWithParts_LeavesNothing()
    {
        string upload = await BeginAsync("gone", Piece);
        await PutAsync(upload, 1, Text(Piece), 200);

        Assert.Equal(204, (await _app.SendAsync("DELETE", $"/v1/uploads/{upload}")).Status);

        Assert.Equal(0, await _app.CountDocumentItemsAsync());
        Assert.Equal(0, await _app.Database.Catalog.CountAsync("c.kind = 'source'"));
        Assert.Equal(404, (await _app.SendAsync("GET", $"/v1/uploads/{upload}")).Status);
        Assert.Equal(0, await _app.Database.Operations.CountAsync("c.kind IN ('upload', 'upload-part')"));
    }

    [Fact]
    public async Task Sweep_UploadThatWasNeverCompleted_IsThrownAwayAfterADayAndNotBefore()
    {
        string upload = await BeginAsync("late", Piece);
        await PutAsync(upload, 1, Text(Piece), 200);

        _store.Time.Advance(TimeSpan.FromHours(23));
        await _app.SweepAsync();
        Assert.Equal(200, (await _app.SendAsync("GET", $"/v1/uploads/{upload}")).Status);
        Assert.Equal((1, 1), (await _app.Database.Documents.CountAsync(), await _app.Database.Catalog.CountAsync("c.kind = 'source'")));

        _store.Time.Advance(TimeSpan.FromHours(3));
        await _app.SweepAsync();
        Assert.Equal(404, (await _app.SendAsync("GET", $"/v1/uploads/{upload}")).Status);
        Assert.Equal(0, await _app.CountDocumentItemsAsync());
        Assert.Equal(0, await _app.Database.Operations.CountAsync("c.kind IN ('upload', 'upload-part')"));
    }

    [Fact]
    public async Task Put_ManyWritersOfOnePartAndACompletion_EndAsOneOfThem()
    {
        byte[][] variants = [.. "abcd".Select(letter => Text(1000, letter))];
        string upload = await BeginAsync("race", Piece);
        Task<ExpressResponse>[] puts =
            [.. variants.Select(bytes => _app.SendAsync("PUT", $"/v1/uploads/{upload}/1", bytes))];
        ExpressResponse early = await CompleteAsync(upload, 1, variants[0]);
        ExpressResponse[] answers = await Task.WhenAll(puts);

        // Whatever order they came in: what is accepted has the hash it was accepted with.
        if (early.Status == 202)
        {
            await _app.EndAsync(early.Json().GetProperty("id").GetString()!);
            Assert.Equal(variants[0], (await _app.SendAsync("GET", "/v1/documents/race/content")).Body);
        }
        else
        {
            Assert.Contains(early.Status, (int[])[400, 409]);
            Assert.Contains(answers, answer => answer.Status == 200);
        }
    }

    private static byte[] Text(int length, char letter = '\0')
    {
        var text = new StringBuilder();
        for (int line = 0; text.Length < length; line++)
            text.Append(letter == '\0' ? $"Line {line} of a long text.\n" : letter.ToString());
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Refused(ExpressResponse response, string reason)
    {
        Assert.True(response.Status == 400, response.ToString());
        Assert.Contains(reason, response.Json().GetProperty("detail").GetString(), StringComparison.Ordinal);

    }

    private async Task<string> BeginAsync(string id, int partSizeBytes, string contentType = "text/plain")
    {
        ExpressResponse response = await _app.SendAsync(
            "POST", "/v1/uploads", JsonSerializer.Serialize(new { id, contentType, partSizeBytes }), ("Content-Type", "application/json"));
        Assert.True(response.Status == 201, response.ToString());
        return response.Json().GetProperty("id").GetString()!;
    }

    private async Task PutAsync(string upload, int part, byte[] bytes, int status)
    {
        ExpressResponse response = await _app.SendAsync("PUT", $"/v1/uploads/{upload}/{part}", bytes);
        Assert.True(response.Status == status, response.ToString());
    }

    private Task<ExpressResponse> CompleteAsync(string upload, int parts, byte[] whole) => _app.SendAsync(
        "POST",
        $"/v1/uploads/{upload}/complete",
        JsonSerializer.Serialize(new { parts, sha256 = Hash(whole) }),
        ("Content-Type", "application/json"));
}
