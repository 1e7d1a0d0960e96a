using System.Text;
using MimeKit;

namespace Trivium.Extraction.Email;

/// <summary>E-mail (RFC 5322 and MIME): the subject is the title; the body, then what is attached and can be read.</summary>
internal sealed class EmailFormat : BinaryFormat
{
    /// <summary>The media type of a message.</summary>
    public const string MediaType = "message/rfc822";

    /// <summary>20: parts within parts; mail programs make some four.</summary>
    private const int DepthMax = 20;

    /// <summary>The MIME reader finds the charsets of e-mail (ISO-2022-JP above all) among the registered ones.</summary>
    static EmailFormat() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public override IReadOnlyList<string> MediaTypes { get; } = [MediaType];

    public override IReadOnlyList<string> Extensions { get; } = [".eml"];

    protected override ExtractedDocument Extract(
        ReadOnlyMemory<byte> source, ExtractionHints hints, CancellationToken cancellationToken)
    {
        using var message = Parse(source, cancellationToken);
        var content = new EmailContent(hints, cancellationToken);
        content.Read(message);
        return content.Complete(message);
    }

    private static MimeMessage Parse(ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        try
        {
            var options = ParserOptions.Default.Clone();
            options.MaxMimeDepth = DepthMax;
            using var stream = SourceBytes.Open(source);
            var message = MimeMessage.Load(options, stream, cancellationToken);

            // Anything at all can be taken for the body of a message without headers.
            return message.Headers.Count > 0 && (message.From.Count > 0 || message.Headers.Contains(HeaderId.Subject)
                || message.Headers.Contains(HeaderId.Date) || message.Headers.Contains(HeaderId.MessageId))
                ? message
                : throw new FormatException("it has none of the headers From, Subject, Date and Message-ID");
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            throw ContentException.ForInvalid(
                $"The source is not an e-mail message: {exception.Message.TrimEnd('.')}. Save the message as .eml again, "
                + "or send its text as text/plain.",
                exception);
        }
    }
}
