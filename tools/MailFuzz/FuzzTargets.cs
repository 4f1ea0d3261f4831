using System.Buffers;
using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Smtp.Replies;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Mime;

namespace EmailAgent.MailFuzz;

/// <summary>The parsers that read what strangers send.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<FuzzOptions, FuzzTarget>> Targets = new(StringComparer.Ordinal)
    {
        ["mime"] = options => new("mime", Mime, Seeds.Messages(options.Corpus), Seeds.MimeTokens),
        ["html"] = options => new("html", Html, Seeds.HtmlBodies(options.Corpus), Seeds.HtmlTokens),
        ["address"] = options => new("address", input => Header("To", input), Seeds.HeaderValues(options.Corpus, "From", "To", "Cc", "Reply-To"), Seeds.AddressTokens),
        ["date"] = options => new("date", input => Header("Date", input), Seeds.HeaderValues(options.Corpus, "Date", "Received"), Seeds.DateTokens),
        ["imap"] = _ => new("imap", ImapResponses, Seeds.ImapTranscripts, Seeds.ImapTokens),
        ["smtp"] = _ => new("smtp", SmtpReplies, Seeds.SmtpTranscripts, Seeds.SmtpTokens),
    };

    public static IReadOnlyCollection<string> Names => Targets.Keys;

    public static FuzzTarget? Find(FuzzOptions options) => Targets.TryGetValue(options.Target, out var make) ? make(options) : null;

    private static void Mime(byte[] input) => Read(MimeParser.Parse(input), depth: 0);

    private static void Read(MimeMessage message, int depth)
    {
        foreach (var header in message.Headers)
            _ = header.Value;
        _ = (message.Subject, message.Date, message.MessageId, message.References, message.InReplyTo);
        _ = (message.From, message.Sender, message.ReplyTo, message.To, message.Cc, message.Bcc);
        _ = (message.Received, message.MailingList, message.AuthenticationResults, message.AutoSubmitted, message.Protection);
        _ = (message.Calendars, message.DeliveryStatus, message.DispositionNotification, message.FeedbackReport);
        var text = message.GetText();
        _ = (Preview.Of(text), ReplyText.Separate(text), message.Bodies.Html);
        foreach (var attachment in message.Attachments)
        {
            _ = (attachment.FileName, attachment.ContentId, attachment.ContentType, attachment.IsInline, attachment.ReadTnef());
            attachment.DecodeBytes(new ArrayBufferWriter<byte>());
        }

        Read(message.Root, depth);
        _ = message.Defects.Count;
    }

    private static void Read(MimePart part, int depth)
    {
        _ = (part.FileName, part.ContentId, part.Disposition, part.Path, part.DecodeText());
        _ = part.Protection;
        foreach (var child in part.Children)
            Read(child, depth);
        if (depth < MimeLimits.Default.MaxNesting && part.EmbeddedMessage is { } embedded)
            Read(embedded, depth + 1);
    }

    private static void Html(byte[] input)
    {
        var html = Encoding.UTF8.GetString(input);
        HtmlToText.Convert(html, MimeLimits.Default.MaxTextLength);
        HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default);
    }

    private static void Header(string name, byte[] value)
    {
        var message = MimeParser.Parse(Encoding.ASCII.GetBytes($"{name}: ").Concat(value).ToArray());
        _ = (message.To, message.Date, message.Headers[0].Value);
    }

    private static void ImapResponses(byte[] input)
    {
        using var framer = new ResponseFramer(ImapLimits.Default);
        var parser = new ResponseParser(ImapLimits.Default);
        try
        {
            for (var rest = input.AsSpan(); !rest.IsEmpty;)
            {
                var step = framer.Advance(rest, out var consumed);
                rest = rest[consumed..];
                if (step == FramerStep.Complete)
                    parser.Parse(framer.Frame);
            }
        }
        catch (ImapProtocolException)
        {
            // What the parser says to input that is none.
        }
    }

    private static void SmtpReplies(byte[] input)
    {
        var parser = new ReplyParser(SmtpLimits.Default);
        try
        {
            for (var rest = input.AsSpan(); !rest.IsEmpty;)
            {
                parser.Read(rest, out var consumed);
                rest = rest[consumed..];
            }
        }
        catch (SmtpProtocolException)
        {
            // What the parser says to input that is none.
        }
    }
}
