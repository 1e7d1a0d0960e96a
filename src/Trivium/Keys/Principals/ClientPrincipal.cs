using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trivium.Keys.Principals;

/// <summary>
/// Who App Service authentication has signed in, as it says in <c>x-ms-client-principal</c>: JSON in base64
/// (Microsoft's "Work with user identities in Azure App Service authentication").
/// </summary>
internal sealed record ClientPrincipal
{
    public const string Header = "x-ms-client-principal";

    /// <summary>Claims that name the person, the most lasting first.</summary>
    private static readonly string[] _subjects =
    [
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
        "oid",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
        "sub",
    ];

    /// <summary>The type of the claims that are roles.</summary>
    [JsonPropertyName("role_typ")]
    public string? RoleType { get; init; }

    [JsonPropertyName("claims")]
    public IReadOnlyList<PrincipalClaim> Claims { get; init; } = [];

    /// <summary>The person; empty where no claim names one.</summary>
    public string Subject => _subjects.SelectMany(ValuesOf).FirstOrDefault() ?? "";

    /// <summary>Reads the header; null: it is not one.</summary>
    public static ClientPrincipal? Parse(string header)
    {
        try
        {
            byte[] json = Convert.FromBase64String(header);
            ClientPrincipal? principal = JsonSerializer.Deserialize<ClientPrincipal>(json);
            bool isWhole = principal is { Claims: not null }
                && principal.Claims.All(claim => claim is { Type: not null, Value: not null });
            return isWhole ? principal : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The values of the claims of a type.</summary>
    public IEnumerable<string> ValuesOf(string type) =>
        Claims.Where(claim => claim.Type == type).Select(claim => claim.Value!);
}

/// <summary>What is said of a person.</summary>
internal sealed record PrincipalClaim
{
    [JsonPropertyName("typ")]
    public string? Type { get; init; }

    [JsonPropertyName("val")]
    public string? Value { get; init; }
}
