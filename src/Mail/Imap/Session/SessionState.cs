using EmailAgent.Mail.Imap.Responses;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>State of a session, built from responses alone.</summary>
internal sealed class SessionState(ImapLimits limits)
{
    private readonly PendingChanges _changes = new(limits);

    public ImapCapabilities? Capabilities { get; private set; }

    public HashSet<string> Enabled { get; } = new(0, StringComparer.OrdinalIgnoreCase);

    /// <summary>Indicates whether strings and names are UTF-8 (RFC 9051, RFC 6855).</summary>
    public bool IsUtf8 => Enabled.Contains("IMAP4rev2") || Enabled.Contains("UTF8=ACCEPT");

    public ImapState State { get; private set; }

    public ImapMailbox? Selected { get; private set; }

    /// <summary>Another number for each selection: UIDs are of one.</summary>
    public int Selection { get; private set; }

    /// <summary>UIDVALIDITY of the selected mailbox, 0 if none is selected.</summary>
    public uint UidValidity { get; private set; }

    public bool SelectedReadOnly { get; private set; }

    /// <summary>Number of messages in the selected mailbox.</summary>
    public long Exists { get; private set; }

    /// <summary>Notifications about mailboxes that are not selected.</summary>
    public PendingNews News { get; } = new(limits);

    public bool HasChanges => !_changes.IsEmpty || !News.IsEmpty;

    public void ForgetCapabilities() => Capabilities = null;

    public void Authenticated() => State = ImapState.Authenticated;

    public void SelectedMailbox(ImapSelection selection)
    {
        Deselected();
        Selected = selection.Mailbox;
        SelectedReadOnly = selection.ReadOnly;
        Exists = selection.Exists;
        UidValidity = selection.UidValidity;
        State = ImapState.Selected;
    }

    /// <summary>Records that no mailbox is selected, which is also the effect of a failed SELECT (RFC 9051 section 6.3.2).</summary>
    public void Deselected()
    {
        Selected = null;
        Selection++;
        UidValidity = 0;
        Exists = 0;
        _changes.Clear();
        State = State == ImapState.Selected ? ImapState.Authenticated : State;
    }

    public ImapMailboxChanges TakeChanges() => _changes.Take();

    /// <summary>Records data that no command asked for.</summary>
    public void Apply(ImapResponse response)
    {
        switch (response)
        {
            case CapabilityResponse capability:
                Capabilities = capability.Capabilities;
                break;
            case StatusResponse { Code: { Name: "CAPABILITY" } code }:
                Capabilities = CapabilityParser.Parse(code.Arguments, limits);
                break;
            case StatusResponse { Tag: null, Code.Name: "NOTIFICATIONOVERFLOW" } when News.IsOpen:
                News.Stop();
                break;
            case MailboxStatusResponse status when News.IsOpen:
                News.Add(status.WireName, status.Status);
                break;
            case ListResponse { IsLsub: false } list when News.IsOpen:
                News.Add(list.Mailbox);
                break;
            case EnabledResponse enabled:
                Enabled.UnionWith(enabled.Names);
                break;
            case FetchResponse { Fetch: var fetch }:
                ApplyFlags(fetch);
                fetch.Dispose();
                break;
            default:
                ApplyToMailbox(response);
                break;
        }
    }

    /// <summary>Records what a response reports that a command has accepted, which keeps the response.</summary>
    public void ApplyAccepted(ImapResponse response)
    {
        if (response is FetchResponse { Fetch: var fetch })
        {
            ApplyFlags(fetch);
        }
        else
        {
            Apply(response);
        }
    }

    private void ApplyFlags(ImapFetch fetch)
    {
        if (Selected is not null && (fetch.Flags is not null || fetch.ModSeq is not null))
        {
            _changes.Add(fetch.ToFlagUpdate());
        }
    }

    private void ApplyToMailbox(ImapResponse response)
    {
        if (Selected is null)
        {
            return;
        }

        switch (response)
        {
            case ExistsResponse exists:
                Exists = exists.Count;
                _changes.SetExists(exists.Count);
                break;
            case ExpungeResponse expunge:
                Exists = Math.Max(0, Exists - 1);
                _changes.AddExpunged(expunge.SequenceNumber);
                break;
            case VanishedResponse vanished:
                Exists = Math.Max(0, Exists - (vanished.Earlier ? 0 : vanished.Uids.Count));
                _changes.AddVanished(vanished.Uids);
                break;
        }
    }
}
