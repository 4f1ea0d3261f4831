using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// A part of a message as the server read it (BODYSTRUCTURE, RFC 9051 section 7.5.2). What is missing or unreadable is null,
/// zero or empty: servers differ, and so do the messages they have to describe.
/// </summary>
public sealed class ImapBodyPart
{
    internal ImapBodyPart(string section, string type, string subtype)
    {
        Section = section;
        Type = type;
        Subtype = subtype;
    }

    /// <summary>Gets the section to fetch for its content: <c>1.2</c>; <c>TEXT</c> or <c>2.TEXT</c> for the multipart that is a whole message.</summary>
    public string Section { get; }

    /// <summary>Main type in lower case, such as <c>text</c>.</summary>
    public string Type { get; }

    /// <summary>Subtype in lower case, such as <c>plain</c>.</summary>
    public string Subtype { get; }

    /// <summary>Parameters of the type, decoded (RFC 2231, RFC 2047).</summary>
    public IReadOnlyList<MimeParameter> Parameters { get; internal set; } = [];

    /// <summary>Content-ID as written.</summary>
    public string? ContentId { get; internal set; }

    /// <summary>Content-Description, decoded.</summary>
    public string? Description { get; internal set; }

    /// <summary>Transfer encoding in lower case, such as <c>base64</c>; empty if the server sent none.</summary>
    public string Encoding { get; internal set; } = "";

    /// <summary>Bytes as transferred, before decoding. Some servers count wrongly.</summary>
    public ulong Size { get; internal set; }

    /// <summary>Number of lines of a text or message; null if not sent.</summary>
    public ulong? Lines { get; internal set; }

    /// <summary>Disposition in lower case, such as <c>attachment</c>; null if there is none.</summary>
    public string? Disposition { get; internal set; }

    /// <summary>Parameters of the disposition, decoded.</summary>
    public IReadOnlyList<MimeParameter> DispositionParameters { get; internal set; } = [];

    /// <summary>Languages (RFC 3282).</summary>
    public IReadOnlyList<string> Languages { get; internal set; } = [];

    /// <summary>Content-Location as written.</summary>
    public string? Location { get; internal set; }

    /// <summary>Envelope of an attached message (message/rfc822).</summary>
    public ImapEnvelope? Envelope { get; internal set; }

    /// <summary>Parts of a multipart, or the one body of an attached message.</summary>
    public IReadOnlyList<ImapBodyPart> Parts { get; internal set; } = [];

    /// <summary>Indicates whether the part is a multipart.</summary>
    public bool IsMultipart => Type == "multipart";

    /// <summary>File name of the disposition or the type; null if there is none.</summary>
    public string? FileName => Find(DispositionParameters, "filename") ?? Find(Parameters, "name");

    /// <summary>Indicates whether a mail reader shows the part as text: a text part that is not an attachment by its disposition.</summary>
    public bool IsText => Type == "text" && Disposition != "attachment" && (Disposition is null || FileName is null);

    /// <summary>Returns this part and all below it, in the order of the message; not the parts of attached messages.</summary>
    public IEnumerable<ImapBodyPart> All()
    {
        yield return this;
        foreach (var part in IsMultipart ? Parts : [])
        {
            foreach (var inner in part.All())
            {
                yield return inner;
            }
        }
    }

    internal static string? Find(IReadOnlyList<MimeParameter> parameters, string name)
        => parameters.FirstOrDefault(p => p.Name == name).Value;
}
