namespace EmailAgent.Mail.Imap.Session;

/// <summary>Collects updates of the selected mailbox until they are taken, within a limit.</summary>
internal sealed class PendingChanges(ImapLimits limits)
{
    private uint? _exists;
    private List<uint>? _expunged;
    private List<ImapFlagUpdate>? _flags;
    private UidSetBuilder? _vanished;
    private bool _incomplete;

    public bool IsEmpty => _exists is null && _expunged is null && _flags is null && _vanished is null && !_incomplete;

    public void SetExists(uint count) => _exists = count;

    public void AddExpunged(uint sequenceNumber)
    {
        if (HasRoom())
        {
            (_expunged ??= []).Add(sequenceNumber);
        }
    }

    public void Add(ImapFlagUpdate update)
    {
        if (HasRoom())
        {
            (_flags ??= []).Add(update);
        }
    }

    public void AddVanished(UidSet uids)
    {
        if (HasRoom())
        {
            (_vanished ??= new UidSetBuilder()).Add(uids);
        }
    }

    public ImapMailboxChanges Take()
    {
        if (IsEmpty)
        {
            return ImapMailboxChanges.None;
        }

        var taken = new ImapMailboxChanges(_exists, _expunged ?? [], _vanished?.Build() ?? UidSet.Empty, _flags ?? [], _incomplete);
        Clear();
        return taken;
    }

    public void Clear()
    {
        _exists = null;
        _expunged = null;
        _flags = null;
        _vanished = null;
        _incomplete = false;
    }

    private bool HasRoom()
    {
        var held = (_expunged?.Count ?? 0) + (_flags?.Count ?? 0) + (_vanished?.RangeCount ?? 0);
        _incomplete |= held >= limits.PendingChanges;
        return !_incomplete;
    }
}
