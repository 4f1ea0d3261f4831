using EmailAgent.Mail.Mime;

/// <summary>What is asked of each message.</summary>
internal sealed record Workload(string Name, Action<byte[]> Run)
{
    /// <summary>In the order in which a process that starts would meet them: the first pass counts.</summary>
    public static readonly Workload[] All =
    [
        new("sync", Sync),
        new("read", Read),
        new("structure", static raw => MimeParser.Parse(raw)),
        new("sanitize", Sanitize),
    ];

    /// <summary>What was read, so that nothing of it can be left out.</summary>
    public static long Sink => s_sink;

    private static long s_sink;

    /// <summary>Subject, addresses, text body (HTML converted where there is no text), attachments.</summary>
    private static void Sync(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        Consume(message);
        s_sink += message.GetText().Length;
    }

    /// <summary>The same without conversion of HTML: what parsers are usually compared by.</summary>
    private static void Read(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        Consume(message);
        s_sink += (message.Bodies.Text ?? message.Bodies.Html)?.Length ?? 0;
    }

    private static void Sanitize(byte[] raw)
    {
        if (MimeParser.Parse(raw).Bodies.Html is { } html)
            s_sink += HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default).Length;
    }

    private static void Consume(MimeMessage message)
    {
        s_sink += message.Subject?.Length ?? 0;
        s_sink += message.From.Count + message.To.Count + message.Cc.Count + message.ReplyTo.Count;
        s_sink += message.Date?.Ticks ?? 0;
        s_sink += message.MessageId?.Length ?? 0;
        s_sink += message.References.Count + message.InReplyTo.Count;
        foreach (var attachment in message.Attachments)
            s_sink += attachment.Size + (attachment.FileName?.Length ?? 0) + attachment.PartPath.Length;
    }
}
