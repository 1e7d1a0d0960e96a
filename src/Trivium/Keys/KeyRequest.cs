using System.Text.Json;
using Trivium.Errors;
using Trivium.Keys.RateLimiting;
using Trivium.Requests;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>A key as it is asked for.</summary>
/// <param name="Tenant">Whose; null: the caller's own.</param>
/// <param name="Name">What it is called; null: nothing.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
/// <param name="RateLimit">Requests a minute; null: as many as its role has.</param>
internal sealed record KeyRequest(
    string? Tenant, string? Name, CallerRole Role, DateTimeOffset? ExpiresAt, int? RateLimit)
{
    /// <summary>100 characters: a name is for people to tell keys apart.</summary>
    private const int NameCharsMax = 100;

    /// <summary>Reads it out of JSON.</summary>
    /// <exception cref="TriviumException"><see cref="ErrorCode.Invalid"/>, with every fault by field.</exception>
    public static KeyRequest Read(JsonElement json, DateTimeOffset now)
    {
        var fields = new RequestFields(json);
        string? name = fields.String("name", NameCharsMax);
        string? tenant = fields.String("tenant", TenantNames.LengthMax);
        if (fields.Any("role") is null)
            fields.Fault("role", $"is needed; one of {string.Join(", ", RoleWords.All.Keys)} is possible");
        CallerRole role = fields.Word("role", CallerRole.Reader, RoleWords.All);
        DateTimeOffset? expiresAt = fields.Instant("expiresAt");
        if (expiresAt <= now) fields.Fault("expiresAt", $"must be after now ({now:O}), but is {expiresAt:O}");
        int rateLimit = fields.Integer("rateLimit", 0, 1, RateLimits.PerMinuteMax);
        fields.RefuseOthers();
        fields.ThrowIfAnyIsWrong();
        return new(tenant, name, role, expiresAt, rateLimit > 0 ? rateLimit : null);
    }
}
