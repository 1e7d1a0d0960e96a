using System.Globalization;
using System.Text.Json;
using MimeKit;
using Trivium.Extraction.Tables;

namespace Trivium.Extraction.Email;

/// <summary>Puts a message together: its body, and its attachments as sections and tables of their own.</summary>
internal sealed class EmailContent(ExtractionHints hints, CancellationToken cancellationToken)
{
    /// <summary>50: attachments that are read; all are listed.</summary>
    private const int ReadAttachmentsMax = 50;

    private readonly List<Section> sections = [];
    private readonly List<ExtractedTable> tables = [];
    private readonly List<Link> links = [];
    private readonly TableNames names = new();
    private readonly List<string?[]> attachments = [];

    public void Read(MimeMessage message)
    {
        var name = string.IsNullOrWhiteSpace(message.Subject) ? hints.FileName : message.Subject;
        if (message.TextBody is { } text && !string.IsNullOrWhiteSpace(text))
            Add(Extract(text, "text/plain", name), null);
        else if (message.HtmlBody is { } html)
            Add(Extract(html, "text/html", name), null);
        foreach (var part in message.Attachments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadAttachment(part);
        }
    }

    public ExtractedDocument Complete(MimeMessage message)
    {
        if (attachments.Count > 0)
            tables.Add(CellTable.Create(
                names.Next("attachments"), ["name", "content type", "size bytes", "read"], attachments, null));
        var subject = string.IsNullOrWhiteSpace(message.Subject) ? null : message.Subject.Trim();
        return new ExtractedDocument
        {
            Title = hints.Title ?? subject,
            Language = LanguageDetection.Detect(sections.SelectMany(LanguageDetection.TextsOf).Append(subject ?? "")),
            Metadata = MetadataOf(message),
            Sections = sections,
            Tables = tables,
            Links = links,
        };
    }

    private static Dictionary<string, JsonElement> MetadataOf(MimeMessage message)
    {
        var metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Add("from", Addresses(message.From));
        Add("to", Addresses(message.To));
        Add("cc", Addresses(message.Cc));
        if (message.Headers.Contains(HeaderId.Date) && message.Date != DateTimeOffset.MinValue)
            metadata["date"] = JsonSerializer.SerializeToElement(
                message.Date.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(message.MessageId))
            metadata["messageId"] = JsonSerializer.SerializeToElement(message.MessageId);
        if (!string.IsNullOrEmpty(message.InReplyTo))
            metadata["inReplyTo"] = JsonSerializer.SerializeToElement(message.InReplyTo);
        return metadata;

        void Add(string name, string[] addresses)
        {
            if (addresses.Length > 0)
                metadata[name] = JsonSerializer.SerializeToElement(addresses);
        }
    }

    private static string[] Addresses(InternetAddressList list) =>
        [.. list.Mailboxes.Select(box => string.IsNullOrWhiteSpace(box.Name) ? box.Address : $"{box.Name} <{box.Address}>")];

    private ExtractedDocument Extract(string text, string contentType, string? name) => Extractor.Extract(
        SourceText.Utf8Strict.GetBytes(text.Replace('\uFFFE', ' ')),
        contentType + "; charset=utf-8",
        new ExtractionHints { FileName = name },
        cancellationToken);

    private void ReadAttachment(MimeEntity entity)
    {
        var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name;
        if (entity is not MimePart { Content: { } content })
        {
            attachments.Add([name, entity.ContentType.MimeType, null, "false"]);
            return;
        }

        using var bytes = new MemoryStream();
        content.DecodeTo(bytes, cancellationToken);
        var read = attachments.Count < ReadAttachmentsMax && TryRead(entity, name, bytes.ToArray());
        attachments.Add(
        [
            name,
            entity.ContentType.MimeType,
            bytes.Length.ToString(CultureInfo.InvariantCulture),
            read ? "true" : "false",
        ]);
    }

    /// <summary>False for what is no format of ours or is damaged: a message is worth keeping without it.</summary>
    private bool TryRead(MimeEntity entity, string? name, byte[] bytes)
    {
        var declared = entity.ContentType.MimeType
            + (entity.ContentType.Charset is { Length: > 0 } charset ? $"; charset={charset}" : "");
        var type = ContentTypes.IsSupported(declared) ? declared : name is null ? null : ContentTypes.OfFile(name);

        // A message in a message in a message: listed, and read where it is sent as a document of its own.
        if (type is null || type.StartsWith(EmailFormat.MediaType, StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            Add(Extractor.Extract(bytes, type, new ExtractionHints { FileName = name }, cancellationToken), name);
            return true;
        }
        catch (ContentException)
        {
            return false;
        }
    }

    private void Add(ExtractedDocument document, string? heading)
    {
        var first = sections.Count;
        foreach (var section in document.Sections)
        {
            IReadOnlyList<string> path = heading is null ? section.HeadingPath : [heading, .. section.HeadingPath];
            sections.Add(section with
            {
                Index = sections.Count,
                Level = heading is null ? section.Level : Math.Min(section.Level + 1, 6),
                Heading = section.Heading ?? heading,
                HeadingPath = path,
            });
        }

        foreach (var table in document.Tables)
            tables.Add(table with { Name = names.Next(table.Name), SectionIndex = table.SectionIndex + first });
        links.AddRange(document.Links.Select(link => link with { SectionIndex = link.SectionIndex + first }));
    }
}
