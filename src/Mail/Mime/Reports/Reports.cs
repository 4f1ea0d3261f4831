namespace EmailAgent.Mail.Mime;

/// <summary>Reads the part of a multipart/report (RFC 6522) that programs are to read.</summary>
internal static class Reports
{
    public static DeliveryStatus? DeliveryStatus(MimePart root)
    {
        var part = Find(root, "delivery-status") ?? Find(root, "global-delivery-status");
        if (part is null)
            return null;
        var blocks = ReportFields.ReadAll(part);
        if (blocks.Count == 0)
            return new DeliveryStatus(null, null, null, []);
        var message = blocks[0];

        // Some servers leave out the block about the message, or the empty line behind it, or fields that are required.
        var recipients = blocks.Where(block => block.HasAny("Final-Recipient", "Original-Recipient", "Action", "Status"));
        return new DeliveryStatus(
            message.Typed("Reporting-MTA"), message.Text("Original-Envelope-Id"), message.Date("Arrival-Date"), [.. recipients.Select(Recipient)]);
    }

    public static string? ReturnedMessageId(MimePart root)
    {
        if (root.ContentType.IsMessage)
            return root.EmbeddedMessage?.MessageId;
        if (root.ContentType is { Type: "text", Subtype: "rfc822-headers" } or { Type: "message", Subtype: "global-headers" })
            return ReportFields.ReadAll(root) is [var fields, ..] ? fields.MessageId("Message-ID") : null;
        foreach (var child in root.ChildArray)
        {
            if (ReturnedMessageId(child) is { } found)
                return found;
        }

        return null;
    }

    public static DispositionNotification? DispositionNotification(MimePart root)
    {
        var part = Find(root, "disposition-notification") ?? Find(root, "global-disposition-notification");
        if (part is null || ReportFields.ReadAll(part) is not [var fields, ..])
            return null;

        // "manual-action/MDN-sent-manually; displayed/error" (RFC 8098 section 3.2.6).
        var text = (fields.Text("Disposition") ?? string.Empty).ToLowerInvariant();
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var types = text[(semicolon + 1)..].Split('/', 2, StringSplitOptions.TrimEntries);
        return new DispositionNotification(
            fields.Text("Reporting-UA"),
            fields.Typed("Final-Recipient"),
            fields.Typed("Original-Recipient"),
            fields.MessageId("Original-Message-ID"),
            types[0],
            text.StartsWith("manual-action", StringComparison.Ordinal),
            types.Length > 1 ? types[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : []);
    }

    public static FeedbackReport? FeedbackReport(MimePart root)
    {
        if (Find(root, "feedback-report") is not { } part || ReportFields.ReadAll(part) is not [var fields, ..])
            return null;
        return new FeedbackReport(
            fields.Text("Feedback-Type")?.ToLowerInvariant() ?? string.Empty,
            fields.Text("User-Agent"),
            fields.Text("Source-IP"),
            fields.Text("Original-Mail-From")?.Trim('<', '>'),
            fields.Texts("Original-Rcpt-To"),
            fields.Date("Arrival-Date") ?? fields.Date("Received-Date"),
            fields.Texts("Reported-Domain"),
            fields.Texts("Reported-URI"));
    }

    private static DeliveryRecipient Recipient(ReportFields fields) => new(
        fields.Typed("Final-Recipient"),
        fields.Typed("Original-Recipient"),
        Action(fields.Text("Action")),
        fields.Text("Status")?.Split(' ', '(')[0],
        fields.Typed("Remote-MTA"),
        fields.Typed("Diagnostic-Code"),
        fields.Date("Last-Attempt-Date"),
        fields.Date("Will-Retry-Until"));

    private static DeliveryAction Action(string? text) => text?.Split(' ', '(')[0].ToLowerInvariant() switch
    {
        "failed" => DeliveryAction.Failed,
        "delayed" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => DeliveryAction.Unknown,
    };

    /// <summary>Returns the first part of type message with this subtype, in the message itself or a multipart of it.</summary>
    private static MimePart? Find(MimePart part, string subtype)
    {
        if (part.ContentType.Type == "message" && part.ContentType.Subtype == subtype)
            return part;
        foreach (var child in part.ChildArray)
        {
            if (Find(child, subtype) is { } found)
                return found;
        }

        return null;
    }
}
