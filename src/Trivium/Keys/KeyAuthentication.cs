using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trivium.Errors;
using Trivium.Keys.RateLimiting;
using Trivium.Storage;
using Trivium.Tenancy;

namespace Trivium.Keys;

/// <summary>
/// Recognises callers by their keys: the bootstrap key of the settings, and the keys that are stored.
/// </summary>
internal sealed class KeyAuthentication
{
    private readonly KnownKeys _known;
    private readonly KeyUse _use;
    private readonly FailedAttempts _failures;
    private readonly TimeProvider _time;
    private readonly byte[]? _bootstrapHash;

    public KeyAuthentication(
        TriviumOptions options, KnownKeys known, KeyUse use, FailedAttempts failures, TimeProvider time)
    {
        (_known, _use, _failures, _time) = (known, use, failures, time);
        _bootstrapHash = options.HasBootstrapKey ? KeyText.HashOf(options.BootstrapKey!) : null;
    }

    /// <summary>Whether a text looks like one of our keys, or is the bootstrap key.</summary>
    public bool IsKey(string text) =>
        text.StartsWith(KeyText.Prefix, StringComparison.Ordinal) || IsBootstrapKey(text);

    /// <summary>Who has the key.</summary>
    /// <exception cref="TriviumException">
    /// <see cref="ErrorCode.Unauthorized"/>; <see cref="ErrorCode.RateLimited"/> after too many of those.
    /// </exception>
    public async Task<RecognizedCaller> RecognizeAsync(string text, HttpContext context, RequestUnitMeter meter)
    {
        if (IsBootstrapKey(text)) return RecognizedCaller.Operator;

        bool isKey = KeyText.TryParse(text, out KeyName? name);

        // Whoever has shown this process a good key before is not taken for those who guess, however old that is.
        bool isHolder = isKey && _known.Recall(name!) is { } recalled && KeyText.Matches(text, recalled.Hash);
        if (!isHolder && _failures.Exhausted(context) is { } state)
        {
            throw CallLimits.Refuse(
                context, state, "Too many keys from this address opened nothing. Check the key.");
        }

        if (!isKey) throw Refuse(context, "What was sent as the key is not one.");

        KeyItem? item = await _known.FindAsync(name!, meter, context.RequestAborted);
        if (item is null || !KeyText.Matches(text, item.Hash))
            throw Refuse(context, "There is no such key; it may have been revoked.");
        if (item.ExpiresAt <= _time.GetUtcNow())
        {
            throw Refuse(
                context, string.Create(CultureInfo.InvariantCulture, $"The key expired at {item.ExpiresAt:O}."));
        }

        await _use.NoteAsync(name!, meter, context.RequestAborted);
        return new(new CallerIdentity(item.Tenant, item.Role), $"{item.Tenant}/{item.Id}", item.RateLimit);
    }

    /// <summary>401, which says how keys are sent. It is not counted: who sends none is not guessing.</summary>
    public static TriviumException Missing(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = Credentials.Challenge;
        return new TriviumException(ErrorCode.Unauthorized, Credentials.Usage);
    }

    private bool IsBootstrapKey(string text) => _bootstrapHash is { } hash && KeyText.Matches(text, hash);

    private TriviumException Refuse(HttpContext context, string why)
    {
        _failures.Count(context);
        context.Response.Headers.WWWAuthenticate = $"{Credentials.Challenge} error=\"invalid_token\"";
        return new TriviumException(ErrorCode.Unauthorized, $"{why} {Credentials.Usage}");
    }
}
