using EmailAgent.Mail.Mime;

namespace EmailAgent.MimeBench;

/// <summary>Work done on each message. The results depend on all that was read, so that the compiler cannot omit any of it.</summary>
internal static class Workload
{
    /// <summary>The workloads in the order of a starting process: the first pass counts.</summary>
    public static readonly (string Name, Func<byte[], long> Run)[] All = [("sync", Sync), ("read", Read), ("structure", Structure), ("sanitize", Sanitize)];

    /// <summary>Reads subject, addresses, text body (HTML converted if there is no text) and attachments.</summary>
    public static long Sync(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        return Consume(message) + message.GetText().Length;
    }

    /// <summary>Reads the same without conversion of HTML, which is the usual comparison of parsers.</summary>
    public static long Read(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        return Consume(message) + ((message.Bodies.Text ?? message.Bodies.Html)?.Length ?? 0);
    }

    /// <summary>Reads the structure of parts alone.</summary>
    public static long Structure(byte[] raw) => MimeParser.Parse(raw).Root.Children.Count;

    public static long Sanitize(byte[] raw) =>
        MimeParser.Parse(raw).Bodies.Html is { } html ? HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default).Length : 0;

    private static long Consume(MimeMessage message)
    {
        var sum = message.Subject?.Length ?? 0L;
        sum += message.From.Count + message.To.Count + message.Cc.Count + message.ReplyTo.Count;
        sum += message.Date?.Ticks ?? 0;
        sum += message.MessageId?.Length ?? 0;
        sum += message.References.Count + message.InReplyTo.Count;
        foreach (var attachment in message.Attachments)
            sum += attachment.Size + (attachment.FileName?.Length ?? 0) + attachment.PartPath.Length;
        return sum;
    }
}
