using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Trivium.Documents.Writing;
using Trivium.Errors;
using Trivium.Extraction;
using Trivium.Http;
using Trivium.Storage;
using Trivium.Storage.Pacing;

namespace Trivium.Documents.Batches;

/// <summary>
/// Takes in documents line by line and answers each with a line, in order. A few lines are being stored at a time; a
/// caller who does not read the answers stops being read.
/// </summary>
internal sealed class DocumentBatch(
    DocumentWrites writes,
    TriviumOptions options,
    RequestUnitPacer pacer,
    TimeProvider time,
    ILogger<DocumentBatch> logger)
{
    /// <summary>10,000 lines: what is accepted in some minutes. A longer list comes as several requests.</summary>
    public const int LinesMax = 10_000;

    /// <summary>16 MiB a line: larger documents come as requests of their own, whose bytes are not kept in memory.</summary>
    public const int LineSizeBytesMax = 16 * 1024 * 1024;

    /// <summary>8 lines at a time: their catalog changes are grouped, and their memory is bounded.</summary>
    private const int ConcurrencyMax = 8;

    /// <summary>32 lines at a time of all batches, of which a tenant's batches have at most 8 together.</summary>
    private const int AllBatchesConcurrencyMax = 32;

    private readonly TenantTurns _turns = new(AllBatchesConcurrencyMax, ConcurrencyMax);

    private static readonly GivenNames _noNames = new(null, null, null);

    private static readonly ReadOnlyMemory<byte> _lineEnd = new byte[] { (byte)'\n' };

    public async Task RunAsync(
        string tenant, Stream body, Stream answer, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<Task<BatchLineBody>>(ConcurrencyMax - 1);
        Task reading = ReadAsync(tenant, body, idempotencyKey, waiting.Writer, stop.Token);
        try
        {
            await foreach (Task<BatchLineBody> line in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                await JsonSerializer.SerializeAsync(answer, await line, HttpJson.Options, cancellationToken);
                await answer.WriteAsync(_lineEnd, cancellationToken);

                // Whoever waits for a line sees it as soon as nothing else is ready to go with it.
                if (waiting.Reader.Count == 0) await answer.FlushAsync(cancellationToken);
            }

            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(
        string tenant,
        Stream body,
        string? idempotencyKey,
        ChannelWriter<Task<BatchLineBody>> waiting,
        CancellationToken cancellationToken)
    {
        int count = 0;
        try
        {
            IAsyncEnumerable<BatchInput> lines = BatchLines.ReadAsync(
                body, LineSizeBytesMax, options.BodySizeBytesMax, cancellationToken);
            await foreach (BatchInput line in lines)
            {
                if (++count > LinesMax)
                {
                    await waiting.WriteAsync(Task.FromResult(TooMany(line.Line)), cancellationToken);
                    break;
                }

                string? key = idempotencyKey is null
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{idempotencyKey}#{line.Line}");
                await waiting.WriteAsync(AcceptAsync(tenant, line, key, cancellationToken), cancellationToken);
            }

            waiting.Complete();
        }
        catch (Exception exception)
        {
            waiting.Complete(exception);
        }
    }

    private async Task<BatchLineBody> AcceptAsync(
        string tenant, BatchInput line, string? key, CancellationToken cancellationToken)
    {
        // Reading goes on with the next line meanwhile.
        await Task.Yield();
        try
        {
            if (line.Fault is { } fault) return Refused(line.Line, FaultOf(fault));

            using IDisposable turn = await _turns.EnterAsync(tenant, cancellationToken);
            DocumentInput input = await DocumentEnvelope.ReadAsync(
                new MemoryStream(line.Bytes!), _noNames, LineSizeBytesMax, cancellationToken);
            AcceptedWrite accepted = await writes.WriteAsync(
                tenant, (input with { IdempotencyKey = key }).Described(), new RequestUnitMeter(pacer, time), cancellationToken);
            return new()
            {
                Line = line.Line,
                Status = accepted.Acceptance.Committed ? 200 : 202,
                DocumentId = accepted.DocumentId,
                Id = accepted.Acceptance.InstanceId,
                Unchanged = accepted.Acceptance.Unchanged,
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused(line.Line, Translate(line.Line, exception));
        }
    }

    private TriviumException Translate(int line, Exception exception)
    {
        switch (exception)
        {
            case TriviumException known:
                return known;
            case ContentException content:
                return new(
                    content.Code == ContentException.Unsupported ? ErrorCode.Unsupported : ErrorCode.Invalid, content.Message);
            default:
                if (StoreFaults.Translate(exception) is { } store) return store;
                DocumentLog.BatchLineFailed(logger, exception, line);
                return new(ErrorCode.Internal, "Internal error");
        }
    }

    private TriviumException FaultOf(BatchFault fault) => fault switch
    {
        BatchFault.LineTooLarge => new(
            ErrorCode.TooLarge,
            $"The line is longer than {LineSizeBytesMax} bytes. Send this document by a request of its own."),
        BatchFault.BodyTooLarge => new(
            ErrorCode.TooLarge,
            $"The body is larger than {options.BodySizeBytesMax} bytes; from this line on nothing was read. "
            + "Send the rest as another request."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "An unknown fault."),
    };

    private static BatchLineBody TooMany(int line) => Refused(
        line,
        new(
            ErrorCode.TooLarge,
            $"There are more than {LinesMax} lines; from this line on nothing was read. Send the rest as another request."));

    private static BatchLineBody Refused(int line, TriviumException fault) => new()
    {
        Line = line,
        Status = ProblemMapping.Status(fault.Code),
        Error = new(ProblemMapping.Word(fault.Code), fault.Message, fault.Errors),
    };
}
