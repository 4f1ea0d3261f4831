namespace EmailAgent.Mail.Mime;

/// <summary>What a piece of a message's text is.</summary>
public enum ReplySegmentKind
{
    /// <summary>Written for this message.</summary>
    Fresh,

    /// <summary>The line or lines above a quote that say whom it is from: "On Monday, Jane wrote:", Outlook's block of headers.</summary>
    Attribution,

    /// <summary>Taken from earlier messages.</summary>
    Quote,

    /// <summary>A message passed on, with the lines that introduce it.</summary>
    Forwarded,

    /// <summary>Signature and sign-off of the writer, or the line a device adds.</summary>
    Signature,
}
