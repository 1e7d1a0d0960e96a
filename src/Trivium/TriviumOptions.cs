using Trivium.Answers.Chat;
using Trivium.Documents.Fetching;
using Trivium.Embeddings.Endpoints;
using Trivium.Keys.Principals;
using Trivium.Keys.RateLimiting;
using Trivium.Storage;
using Trivium.Tables;

namespace Trivium;

/// <summary>The settings of the app. Read by the executables, validated as a whole when the app is composed.</summary>
public sealed class TriviumOptions
{
    /// <summary>255: the longest name Cosmos DB takes.</summary>
    private const int NameLengthMax = 255;

    /// <summary>100 MB: a request body; larger sources come in parts.</summary>
    public const long BodySizeBytesDefault = 100L * 1024 * 1024;

    /// <summary>100 RU/s: the least a container is given, of which ingestions need some to go on at all.</summary>
    public const double RequestUnitsPerSecondMin = 100;

    /// <summary>32 characters: a random key of that length is not guessed.</summary>
    public const int BootstrapKeyLengthMin = 32;

    /// <summary>256 characters: a longer one is not looked at.</summary>
    private const int BootstrapKeyLengthMax = 256;

    /// <summary>The database's name in the Cosmos DB account.</summary>
    public string DatabaseName { get; set; } = "trivium";

    /// <summary>The app creates the database and containers it misses; off where its identity may not.</summary>
    public bool CreateContainers { get; set; } = true;

    /// <summary>The store's request charges are estimates (true of the embedded engine); receipts say so.</summary>
    public bool RequestUnitsAreEstimated { get; set; }

    /// <summary>
    /// What ingestions and the batches that bring them may be charged in any second, in request units; null: as much as the
    /// account takes. Reads and single writes of users are not held up by it.
    /// </summary>
    public double? RequestUnitsPerSecond { get; set; }

    /// <summary>
    /// Runs on an account weaker than BoundedStaleness although a reader may then see half a document.
    /// </summary>
    public bool AcceptTornReads { get; set; }

    /// <summary>
    /// What the last run left is taken up at once. Off where orchestrations cannot be started outside of an invocation:
    /// there the timer takes it up within the minute.
    /// </summary>
    public bool SweepAtStart { get; set; } = true;

    /// <summary>The kind of vector index the chunks container is created with.</summary>
    public VectorIndexKind VectorIndex { get; set; } = VectorIndexKind.QuantizedFlat;

    /// <summary>The largest request body, in bytes; at most <see cref="BodySizeBytesDefault"/>.</summary>
    public long BodySizeBytesMax { get; set; } = BodySizeBytesDefault;

    /// <summary>
    /// Where documents given by URL may be fetched from although it is not on the public Internet: host names or
    /// addresses, with or without a port (<c>wiki.example</c>, <c>10.0.0.5:8080</c>, <c>localhost:*</c>), or networks
    /// (<c>10.1.0.0/16</c>). Whoever may send a document may read what is there.
    /// </summary>
    public IList<string> AllowedUrlTargets { get; } = [];

    /// <summary>How long fetching one document may take, from its first byte to its last.</summary>
    public TimeSpan UrlTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where embeddings come from; the built-in embedder where it has no endpoint.</summary>
    public EmbeddingEndpoint Embeddings { get; set; } = new();

    /// <summary>The chat model that writes answers; without an endpoint they are extractive.</summary>
    public ChatEndpoint Chat { get; set; } = new();

    /// <summary>
    /// The endpoint that <see cref="Embeddings"/> was before, while documents are re-embedded: what they still have is
    /// searched with it. Without one, search goes by words until they have the new embeddings. The built-in embedder needs
    /// no settings.
    /// </summary>
    public EmbeddingEndpoint PreviousEmbeddings { get; set; } = new();

    /// <summary>
    /// Documents that have embeddings of another embedder are embedded anew in the background. Off, nothing is begun or
    /// gone on with here: what answers stays as it is.
    /// </summary>
    public bool Reembed { get; set; } = true;

    /// <summary>
    /// The operator's key: role <c>admin</c> of tenant <c>default</c>, from which all others are made. Where there is
    /// one, every caller needs a key.
    /// </summary>
    public string? BootstrapKey { get; set; }

    /// <summary>
    /// Every caller needs a key also without <see cref="BootstrapKey"/>. Where neither is set, whoever reaches the host
    /// is its operator.
    /// </summary>
    public bool RequireKeys { get; set; }

    /// <summary>How many requests keys may make.</summary>
    public RateLimits RateLimits { get; set; } = new();

    /// <summary>
    /// The header in which a proxy right in front of this host says who asks (<c>X-Forwarded-For</c>; its last address
    /// counts); null: the connection's own address. Only for counting keys that open nothing.
    /// </summary>
    public string? ClientAddressHeader { get; set; }

    /// <summary>Callers that the platform in front of the host has signed in.</summary>
    public PrincipalOptions Principals { get; set; } = new();

    internal bool HasBootstrapKey => !string.IsNullOrEmpty(BootstrapKey);

    internal bool KeysAreRequired => RequireKeys || HasBootstrapKey;

    /// <summary>How much one SQL request may use.</summary>
    public SqlBudget Sql { get; set; } = new();

    /// <summary>What things cost, for receipts.</summary>
    public TriviumPrices Prices { get; set; } = new();

    /// <summary>Everything wrong with these settings; empty when they are fit.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        bool isName = DatabaseName is { Length: >= 1 and <= NameLengthMax };
        if (!isName || DatabaseName.IndexOfAny(['/', '\\', '#', '?']) >= 0)
            faults.Add(
                $"{nameof(DatabaseName)} is '{DatabaseName}'; 1 to {NameLengthMax} characters without / \\ # ? are needed.");
        if (BodySizeBytesMax is < 1 or > BodySizeBytesDefault)
            faults.Add(
                $"{nameof(BodySizeBytesMax)} is {BodySizeBytesMax}; 1 to {BodySizeBytesDefault} bytes are possible.");
        if (RequestUnitsPerSecond is not (null or >= RequestUnitsPerSecondMin))
            faults.Add(
                $"{nameof(RequestUnitsPerSecond)} is {RequestUnitsPerSecond}; at least {RequestUnitsPerSecondMin} are needed, or "
                + "none for no limit.");
        if (UrlTimeout <= TimeSpan.Zero || UrlTimeout > TimeSpan.FromMinutes(10))
            faults.Add($"{nameof(UrlTimeout)} is {UrlTimeout}; up to 10 minutes are possible.");
        faults.AddRange(AllowedUrlTargets.Where(target => FetchTarget.Parse(target) is null).Select(target =>
            $"{nameof(AllowedUrlTargets)} has '{target}'; a host, host:port, host:* or a network like 10.1.0.0/16 is needed."));
        faults.AddRange(KeyFaults());
        faults.AddRange(Embeddings.Validate(nameof(Embeddings)));
        faults.AddRange(Chat.Validate(nameof(Chat)));
        faults.AddRange(PreviousEmbeddings.Validate(nameof(PreviousEmbeddings)));
        faults.AddRange(Sql.Validate(nameof(Sql)));
        faults.AddRange(Prices.Validate());
        return faults;
    }

    private IEnumerable<string> KeyFaults()
    {
        if (HasBootstrapKey && BootstrapKey!.Length is < BootstrapKeyLengthMin or > BootstrapKeyLengthMax)
        {
            yield return $"{nameof(BootstrapKey)} has {BootstrapKey!.Length} characters; it needs "
                + $"{BootstrapKeyLengthMin} at least and {BootstrapKeyLengthMax} at most.";
        }

        // In a header nothing else arrives as it was sent.
        if (HasBootstrapKey && BootstrapKey!.Any(character => character is <= ' ' or > '~'))
            yield return $"{nameof(BootstrapKey)} has a blank or a character that is not ASCII; choose one without.";
        foreach (string fault in RateLimits.Validate(nameof(RateLimits))) yield return fault;
        foreach (string fault in Principals.Validate(nameof(Principals))) yield return fault;
        if (Principals.Trusted && !KeysAreRequired)
        {
            yield return $"{nameof(Principals)}__{nameof(Principals.Trusted)} is set while callers need no key: without "
                + $"a principal each would be the operator. Set {nameof(BootstrapKey)} or {nameof(RequireKeys)} too.";
        }
    }
}
