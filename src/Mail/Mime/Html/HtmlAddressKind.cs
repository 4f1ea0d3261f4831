namespace EmailAgent.Mail.Mime;

/// <summary>Kind of target of an address in HTML.</summary>
internal enum HtmlAddressKind : byte
{
    /// <summary>Any other target: scripts, files, relative addresses.</summary>
    Refused,

    /// <summary>http, https.</summary>
    Web,

    /// <summary>mailto, tel.</summary>
    Contact,

    /// <summary>cid: another part of the message.</summary>
    ContentId,

    /// <summary>data: with an image in a bitmap format.</summary>
    BitmapData,
}
