namespace EmailAgent.Mail.Mime;

/// <summary>Header fields that the parser itself uses; identified once while scanning, so that look-ups compare a byte.</summary>
internal enum HeaderId : byte
{
    Other,
    Bcc,
    Cc,
    ContentDisposition,
    ContentId,
    ContentTransferEncoding,
    ContentType,
    Date,
    From,
    InReplyTo,
    MessageId,
    Received,
    References,
    ReplyTo,
    Sender,
    Subject,
    To,
}
