using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trivium.Express;

namespace Trivium.Durable.Embedded;

/// <summary>What the routes of the management API have in common to answer.</summary>
internal static class ManagementAnswers
{
    /// <summary>Fields that have no value are <c>null</c>, not absent, as on the Functions host.</summary>
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An answer with a body.</summary>
    public static IResult Json<T>(T body, int status = StatusCodes.Status200OK) =>
        Results.Json(body, Options, null, status);

    /// <summary>202 with where to watch and steer the instance.</summary>
    public static IResult Started(HttpContext context, string instanceId)
    {
        OrchestrationManagementUris uris = LocalManagementUris.Of(context, instanceId);
        context.Response.Headers.Location = uris.StatusQueryGetUri;
        context.Response.Headers.RetryAfter = InstanceQueries.RetryAfterSeconds;
        return Json(uris, StatusCodes.Status202Accepted);
    }

    /// <summary>404.</summary>
    public static IResult NoInstance(string instanceId) => Problem.Of(
        ProblemCodes.NotFound, $"There is no orchestration instance '{instanceId}'.");

    /// <summary>410: an ended instance takes nothing in any more.</summary>
    public static IResult Gone(OrchestrationMetadata instance) => Problem.Of(
        ProblemCodes.Expired,
        $"The orchestration instance '{instance.InstanceId}' is {instance.RuntimeStatus}; "
        + "it takes nothing in any more.");

    /// <summary>400.</summary>
    public static IResult Invalid(string field, string message) => Problem.Of(
        ProblemCodes.Invalid, message, new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>A time as the Functions host writes it: UTC, to the second.</summary>
    public static string Seconds(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
