namespace EmailAgent.Mail.Imap.Session;

/// <summary>Collects notifications about mailboxes that are not selected until they are taken, within a limit.</summary>
internal sealed class PendingNews(ImapLimits limits)
{
    // What an entry takes besides its name: records, nodes of the dictionary, strings' heads.
    private const int EntryBytes = 300;

    private Dictionary<string, ImapStatusUpdate>? _counted;
    private List<ImapMailbox>? _listed;
    private long _bytes;
    private bool _incomplete;
    private bool _stopped;

    /// <summary>Indicates whether notifications are subscribed; others are not kept.</summary>
    public bool IsOpen { get; set; }

    public bool IsEmpty => _counted is null && _listed is null && !_incomplete && !_stopped;

    public void Add(string wireName, ImapStatusUpdate update)
    {
        var key = wireName.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : wireName;
        if (_counted?.TryGetValue(key, out var known) == true)
        {
            _counted[key] = known.With(update);
        }
        else if (HasRoom(key.Length + (update.MailboxId?.Length ?? 0)))
        {
            (_counted ??= [])[key] = update;
        }
    }

    public void Add(ImapMailbox mailbox)
    {
        // The name exists in two forms.
        if (HasRoom((2 * mailbox.WireName.Length) + (mailbox.OldName?.Length ?? 0)
            + mailbox.Attributes.Concat(mailbox.ChildInfo).Sum(static word => (long)word.Length + EntryBytes)))
        {
            (_listed ??= []).Add(mailbox);
        }
    }

    /// <summary>Records that the server has ended its notifications (RFC 5465 section 5.8).</summary>
    public void Stop()
    {
        _stopped = true;
        IsOpen = false;
    }

    public ImapNews Take()
    {
        if (IsEmpty)
        {
            return ImapNews.None;
        }

        var counted = (_counted ?? []).Select(entry => new ImapMailboxNews(ImapMailbox.FromWire(entry.Key), entry.Value));
        var taken = new ImapNews([.. counted], _listed ?? [], _incomplete, _stopped);
        _counted = null;
        _listed = null;
        _bytes = 0;
        _incomplete = false;
        _stopped = false;
        return taken;
    }

    private bool HasRoom(long characters)
    {
        var bytes = EntryBytes + (sizeof(char) * characters);
        if (_incomplete || _bytes + bytes > limits.News)
        {
            _incomplete = true;
            return false;
        }

        _bytes += bytes;
        return true;
    }
}
