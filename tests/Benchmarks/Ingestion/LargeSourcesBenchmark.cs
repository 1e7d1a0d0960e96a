using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using BenchmarkDotNet.Loggers;

namespace Trivium.Benchmarks.Ingestion;

/// <summary>
/// Two large CSV files through the local host, one as the body of a request and one as an upload in parts: how long they
/// take, and how much memory the host holds in each phase, its verification and the removal of all rows included.
/// </summary>
internal sealed class LargeSourcesBenchmark(HostUnderTest host)
{
    public const string Name = "large";

    /// <summary>The limit on a body is 100 MiB.</summary>
    private const int BodyMegabytesMax = 100;

    private const int UploadMegabytesDefault = 500;

    /// <summary>COUNT over millions of rows reads them all: more than one query may by default.</summary>
    private static readonly (string, string)[] _settings =
        [("Trivium__Sql__RequestUnitsMax", "1000000"), ("Trivium__Sql__TimeMax", "00:01:00")];
    private const int PartBytes = 8 * 1024 * 1024;
    private const int MegabyteBytes = 1_000_000;

    /// <summary>Runs it; the exit code.</summary>
    /// <param name="args">The megabytes of the upload and those of the body, or nothing.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int[] megabytes = [UploadMegabytesDefault, BodyMegabytesMax];
        for (int index = 0; index < args.Length; index++)
        {
            if (index < megabytes.Length && int.TryParse(args[index], out megabytes[index]) && megabytes[index] > 0) continue;

            ConsoleLogger.Default.WriteLineError(
                $"'{string.Join(' ', args)}' is not understood; the megabytes of the upload and those of the body may be given.");
            return 1;
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("trivium-benchmark-");
        try
        {
            await using HostUnderTest host = await HostUnderTest.StartAsync(directory.FullName, settings: _settings);
            await new LargeSourcesBenchmark(host).RunAsync(megabytes[0], Math.Min(megabytes[1], BodyMegabytesMax));
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task RunAsync(int uploadMegabytes, int bodyMegabytes)
    {
        await IngestAsync("body", bodyMegabytes, SendBodyAsync);
        await IngestAsync("upload", uploadMegabytes, SendUploadAsync);
        await MeasureAsync("verify, both there", VerifyAsync);
        await MeasureAsync("delete, both", async () =>
        {
            string[] ids = [await DeleteAsync("body"), await DeleteAsync("upload")];
            foreach (string id in ids) await WaitAsync(id);
        });
        await MeasureAsync("verify, nothing there", VerifyAsync);
    }

    private async Task IngestAsync(string name, int megabytes, Func<string, GeneratedCsv, Task<string>> send)
    {
        using var csv = new GeneratedCsv(megabytes, (long)megabytes * MegabyteBytes);
        string id = "";
        TimeSpan sent = await MeasureAsync($"{name}, {megabytes} MB: until 202", async () => id = await send(name, csv));
        TimeSpan ingested = await MeasureAsync($"{name}: until completed", () => WaitAsync(id));
        WriteLine($"{name}: {csv.Rows} rows, {csv.Rows / (sent + ingested).TotalSeconds:F0} rows/s");
        await MeasureAsync($"{name}: COUNT(1)", () => CountAsync(name, csv.Rows));
        await MeasureAsync($"{name}: the bytes again", () => CompareAsync(name, csv.Sha256));
    }

    private async Task<string> SendBodyAsync(string name, GeneratedCsv csv)
    {
        using var body = new StreamContent(csv);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage answer = await host.Api.PutAsync(Path($"/v1/documents/{name}"), body);
        return await AcceptedAsync(answer);
    }

    private async Task<string> SendUploadAsync(string name, GeneratedCsv csv)
    {
        using HttpResponseMessage created = await host.Api.PostAsJsonAsync(
            Path("/v1/uploads"), new { id = name, contentType = "text/csv" });
        string upload = (await ReadAsync(created)).GetProperty("id").GetString()!;
        byte[] buffer = new byte[PartBytes];
        int part = 0;
        int length;
        while ((length = await csv.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            using var body = new ByteArrayContent(buffer, 0, length);
            part++;
            using HttpResponseMessage stored = await host.Api.PutAsync(Path($"/v1/uploads/{upload}/{part}"), body);
            await ReadAsync(stored);
        }

        using HttpResponseMessage completed = await host.Api.PostAsJsonAsync(
            Path($"/v1/uploads/{upload}/complete"), new { parts = part, sha256 = csv.Sha256 });
        return await AcceptedAsync(completed);
    }

    private async Task<string> DeleteAsync(string name)
    {
        using HttpResponseMessage answer = await host.Api.DeleteAsync(Path($"/v1/documents/{name}"));
        return await AcceptedAsync(answer);
    }

    private async Task WaitAsync(string id)
    {
        while (true)
        {
            using HttpResponseMessage answer = await host.Api.GetAsync(Path($"/v1/ingestions/{id}"));
            JsonElement ingestion = await ReadAsync(answer);
            string status = ingestion.GetProperty("status").GetString()!;
            if (status == "Completed") return;
            if (status is "Failed" or "Terminated") throw new InvalidOperationException($"It ended: {ingestion}");

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }
    }

    private async Task CountAsync(string table, int expected)
    {
        using HttpResponseMessage answer = await host.Api.PostAsJsonAsync(
            Path("/v1/sql"), new { query = $"SELECT COUNT(1) AS n FROM {table}" });
        if (answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.Gone)
        {
            // A minute at most: verifying counts the rows as well, however long it takes.
            WriteLine($"{table}: not counted by SQL: {await answer.Content.ReadAsStringAsync()}");
            return;
        }

        JsonElement result = await ReadAsync(answer);
        int count = result.GetProperty("rows")[0].GetProperty("n").GetInt32();
        if (count != expected) throw new InvalidOperationException($"{table} has {count} rows; {expected} were sent.");
    }

    private async Task CompareAsync(string name, string sha256)
    {
        await using Stream content = await host.Api.GetStreamAsync(Path($"/v1/documents/{name}/content"));
        string read = Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
        if (read != sha256) throw new InvalidOperationException($"{name} came back with the hash {read}, not {sha256}.");
    }

    private async Task VerifyAsync()
    {
        using HttpResponseMessage answer = await host.Api.GetAsync(Path("/v1/admin/verify"));
        JsonElement report = await ReadAsync(answer);
        if (!report.GetProperty("clean").GetBoolean()) throw new InvalidOperationException($"It is not clean: {report}");
    }

    private async Task<TimeSpan> MeasureAsync(string phase, Func<Task> work)
    {
        host.ForgetPeakMemory();
        TimeSpan processor = host.ProcessorTime;
        long started = Stopwatch.GetTimestamp();
        await work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        double seconds = (host.ProcessorTime - processor).TotalSeconds;
        WriteLine($"{phase,-32}{elapsed.TotalSeconds,8:F1} s  CPU {seconds,7:F1} s  peak {host.PeakMemoryBytes / 1048576.0,5:F0} MB");
        return elapsed;
    }

    private static async Task<string> AcceptedAsync(HttpResponseMessage answer)
    {
        JsonElement accepted = await ReadAsync(answer);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"It was answered {answer.StatusCode}: {accepted}");
        return accepted.GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        string body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.StatusCode}: {body}");

        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static void WriteLine(FormattableString line) =>
        ConsoleLogger.Default.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
