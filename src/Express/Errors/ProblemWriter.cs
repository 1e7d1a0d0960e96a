using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trivium.Express;

/// <summary>Writes problems as responses.</summary>
public static class ProblemWriter
{
    /// <summary>The content type of a problem.</summary>
    public const string ContentType = "application/problem+json";

    // Not for HTML: the content type says so. Escaping every character beyond ASCII makes Japanese unreadable.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Answers a request with a problem. Headers that describe the body that will not come are dropped; others,
    /// such as a request id, stay.
    /// </summary>
    /// <exception cref="InvalidOperationException">The response has started.</exception>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        var body = Serialize(problem, System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier);
        DropRepresentation(context.Response.Headers);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static ReadOnlyMemory<byte> Serialize(Problem problem, string traceId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", problem.Title);
            json.WriteNumber("status", problem.Status);
            if (problem.Detail is not null)
                json.WriteString("detail", problem.Detail);
            json.WriteString("code", problem.Code);
            json.WriteString("traceId", traceId);
            if (problem.Errors is not null)
            {
                json.WriteStartObject("errors");
                foreach (var (field, messages) in problem.Errors)
                {
                    json.WriteStartArray(field);
                    foreach (var message in messages)
                        json.WriteStringValue(message);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void DropRepresentation(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.ToArray())
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !IsPolicy(name))
                headers.Remove(name);
        }

        headers.Remove(HeaderNames.ETag);
        headers.Remove(HeaderNames.LastModified);
        headers.Remove(HeaderNames.Expires);
        headers.Remove(HeaderNames.Location);
        headers.Remove(HeaderNames.AcceptRanges);
    }

    private static bool IsPolicy(string header) =>
        header.StartsWith(HeaderNames.ContentSecurityPolicy, StringComparison.OrdinalIgnoreCase);
}
