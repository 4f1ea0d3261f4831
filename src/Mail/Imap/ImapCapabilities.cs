namespace EmailAgent.Mail.Imap;

/// <summary>Capabilities that a server announced (RFC 9051 section 7.2.2). Names are case-insensitive.</summary>
public sealed class ImapCapabilities
{
    private readonly HashSet<string> _names;

    internal ImapCapabilities(IEnumerable<string> names) => _names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names as announced.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>CONDSTORE (RFC 7162): mod-sequences; QRESYNC includes it.</summary>
    public bool Condstore => Has("CONDSTORE") || QResync;

    /// <summary>QRESYNC (RFC 7162): vanished UIDs and quick resynchronization.</summary>
    public bool QResync => Has("QRESYNC");

    /// <summary>IDLE (RFC 2177).</summary>
    public bool Idle => Has("IDLE") || IsRev2Only;

    /// <summary>SPECIAL-USE (RFC 6154).</summary>
    public bool SpecialUse => Has("SPECIAL-USE") || IsRev2Only;

    /// <summary>LIST-EXTENDED (RFC 5258): LIST takes RETURN options.</summary>
    public bool ListExtended => Has("LIST-EXTENDED") || IsRev2Only;

    /// <summary>LIST-STATUS (RFC 5819).</summary>
    public bool ListStatus => Has("LIST-STATUS") || IsRev2Only;

    /// <summary>UIDPLUS (RFC 4315).</summary>
    public bool UidPlus => Has("UIDPLUS") || IsRev2Only;

    /// <summary>MOVE (RFC 6851).</summary>
    public bool Move => Has("MOVE") || IsRev2Only;

    /// <summary>ID (RFC 2971).</summary>
    public bool Id => Has("ID");

    /// <summary>ENABLE (RFC 5161); QRESYNC implies it.</summary>
    public bool Enable => Has("ENABLE") || QResync || IsRev2Only;

    /// <summary>UNSELECT (RFC 3691).</summary>
    public bool Unselect => Has("UNSELECT") || IsRev2Only;

    /// <summary>SASL-IR (RFC 4959): the first SASL message rides on AUTHENTICATE.</summary>
    public bool SaslIr => Has("SASL-IR") || IsRev2Only;

    /// <summary>LITERAL+ (RFC 7888): literals need no go-ahead.</summary>
    public bool LiteralPlus => Has("LITERAL+");

    /// <summary>LITERAL- (RFC 7888): literals up to 4,096 bytes need no go-ahead.</summary>
    public bool LiteralMinus => Has("LITERAL-") || IsRev2Only;

    /// <summary>ESEARCH (RFC 4731): compact search answers.</summary>
    public bool ESearch => Has("ESEARCH") || IsRev2Only;

    /// <summary>NOTIFY (RFC 5465).</summary>
    public bool Notify => Has("NOTIFY");

    /// <summary>STARTTLS is on offer.</summary>
    public bool StartTls => Has("STARTTLS");

    /// <summary>LOGINDISABLED: LOGIN must not be used on this connection.</summary>
    public bool LoginDisabled => Has("LOGINDISABLED");

    /// <summary>NAMESPACE (RFC 2342).</summary>
    public bool Namespace => Has("NAMESPACE") || IsRev2Only;

    /// <summary>CREATE-SPECIAL-USE (RFC 6154): CREATE can set the special use of the mailbox.</summary>
    public bool CreateSpecialUse => Has("CREATE-SPECIAL-USE");

    /// <summary>STATUS=SIZE (RFC 8438).</summary>
    public bool StatusSize => Has("STATUS=SIZE") || Rev2;

    /// <summary>OBJECTID (RFC 8474): identifiers that moves and renames do not change.</summary>
    public bool ObjectId => Has("OBJECTID");

    /// <summary>BINARY (RFC 3516): the server decodes parts.</summary>
    public bool Binary => Has("BINARY") || IsRev2Only;

    /// <summary>MULTIAPPEND (RFC 3502): several messages by one APPEND, all or none.</summary>
    public bool MultiAppend => Has("MULTIAPPEND");

    /// <summary>PREVIEW (RFC 8970).</summary>
    public bool Preview => Has("PREVIEW");

    /// <summary>X-GM-EXT-1: Gmail's message ids, thread ids, labels and search.</summary>
    public bool Gmail => Has("X-GM-EXT-1");

    /// <summary>IMAP4rev2 (RFC 9051), possibly alongside IMAP4rev1; see <see cref="ImapClient.EnableAsync"/>.</summary>
    public bool Rev2 => Has("IMAP4REV2");

    /// <summary>IMAP4rev2 (RFC 9051) and no IMAP4rev1: the extensions it contains count as offered.</summary>
    public bool IsRev2Only => Has("IMAP4REV2") && !Has("IMAP4REV1");

    /// <summary>Returns whether the server announced <paramref name="capability"/>.</summary>
    public bool Has(string capability) => _names.Contains(capability);
}
