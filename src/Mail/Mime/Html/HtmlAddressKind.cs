namespace EmailAgent.Mail.Mime;

/// <summary>What an address in HTML leads to.</summary>
internal enum HtmlAddressKind : byte
{
    /// <summary>Anything not listed here: scripts, files, relative addresses.</summary>
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
