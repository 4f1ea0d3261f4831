namespace EmailAgent.Mail.Imap;

/// <summary>
/// How far the download of one part has come. Outlives connections: after a break, connect again, select the same mailbox, and
/// give the same object and stream to <see cref="ImapParts.DownloadAsync"/>.
/// </summary>
public sealed class ImapDownload
{
    /// <summary>A download that has not begun.</summary>
    /// <param name="selection">The mailbox, as it was selected.</param>
    /// <param name="uid">UID of the message.</param>
    /// <param name="part">The part, of the message's structure.</param>
    public ImapDownload(ImapSelection selection, uint uid, ImapBodyPart part)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentOutOfRangeException.ThrowIfZero(uid);
        UidValidity = selection.UidValidity;
        Uid = uid;
        Part = part;
    }

    /// <summary>UIDVALIDITY that the UID is of.</summary>
    public uint UidValidity { get; }

    /// <summary>UID of the message.</summary>
    public uint Uid { get; }

    /// <summary>The part.</summary>
    public ImapBodyPart Part { get; }

    /// <summary>Bytes written to the destination so far.</summary>
    public long Received { get; internal set; }

    /// <summary>True once the whole part was written.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>
    /// True if the server decodes the part (BINARY); false if the bytes are in the transfer encoding of the part. Known, and
    /// the same for all bytes, once the first were received.
    /// </summary>
    public bool IsDecoded { get; internal set; }

    /// <summary>Size of the whole message, by which it is known again.</summary>
    internal long? MessageSize { get; set; }
}
