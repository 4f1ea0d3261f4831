namespace EmailAgent.Mail.Mime;

/// <summary>Kind of a piece of a message's text.</summary>
public enum ReplySegmentKind
{
    /// <summary>Written for this message.</summary>
    Fresh,

    /// <summary>The line or lines above a quote that name its author: "On Monday, Jane wrote:", or Outlook's block of headers.</summary>
    Attribution,

    /// <summary>Taken from earlier messages.</summary>
    Quote,

    /// <summary>A message passed on, with the lines that introduce it.</summary>
    Forwarded,

    /// <summary>Signature and sign-off of the writer, or the line a device adds.</summary>
    Signature,
}
