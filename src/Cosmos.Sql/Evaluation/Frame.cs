using Trivium.Cosmos.Sql.Values;

namespace Trivium.Cosmos.Sql.Evaluation;

/// <summary>An expression ready to run.</summary>
internal delegate CosmosValue Scalar(Frame frame);

/// <summary>
/// The state of one execution. Every name bound anywhere in the query, subqueries included, has its own slot, so a
/// subquery runs in the frame of its outer row and sees its names without copying.
/// </summary>
internal sealed class Frame
{
    // Cancellation is looked at once in so many rows: often enough for milliseconds, rare enough to cost nothing.
    private const int CancellationRowsInterval = 256;

    private readonly EvaluationOptions _options;
    private readonly CancellationToken _cancellation;
    private long _rowsExamined;
    private Random? _random;

    public Frame(int slots, IEnumerable<CosmosValue> items, EvaluationOptions options, CancellationToken cancellation)
    {
        Slots = slots == 0 ? [] : new CosmosValue[slots];
        Items = items;
        _options = options;
        _cancellation = cancellation;
        Now = options.TimeProvider.GetUtcNow();
    }

    public CosmosValue[] Slots { get; }

    public IEnumerable<CosmosValue> Items { get; set; }

    /// <summary>When the execution began; all clock functions of one execution agree.</summary>
    public DateTimeOffset Now { get; }

    public DateTimeOffset CurrentTime => _options.TimeProvider.GetUtcNow();

    public Random Random => _random ??= new Random(_options.RandomSeed);

    public int RowsHeldMax => _options.RowsHeldMax;

    public void CountRow()
    {
        _rowsExamined++;
        if (_rowsExamined % CancellationRowsInterval == 1) _cancellation.ThrowIfCancellationRequested();
        if (_rowsExamined > _options.RowsExaminedMax)
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, default,
                $"the query examined more than {_options.RowsExaminedMax} rows; filter before joining.");
    }

    public void CheckHeld(int rows)
    {
        if (rows > _options.RowsHeldMax)
            throw new SqlException(
                SqlErrorCodes.LimitExceeded, default,
                $"the query holds more than {_options.RowsHeldMax} rows in memory; filter more, or use TOP.");
    }
}
