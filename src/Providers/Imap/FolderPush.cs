using EmailAgent.Mail.Imap;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// Push for all folders by NOTIFY (RFC 5465): registers for it, marks the folders that the server reports changes of, and judges
/// by what the checks find whether the reports can be relied on.
/// </summary>
internal sealed partial class FolderPush(ImapClient client, ImapFolders folders, ImapSyncOptions options, ILogger logger)
{
    /// <summary>After so many overflows in one session the mailbox is too busy to be pushed.</summary>
    private const int MaxOverflows = 3;

    /// <summary>A first untold change may have been on its way when the check found it; a second one costs the server our trust.</summary>
    private const int MaxSilences = 2;

    private const ImapNotifyEvents Changes = ImapNotifyEvents.Messages | ImapNotifyEvents.Flags;

    /// <summary>The events that a server without NOTIFY reports for the selected folder anyway.</summary>
    private static readonly ImapNotifyGroup Selected = new(ImapNotifyFilter.SelectedDelayed, Changes);

    private bool _isWanted = options.Notify && client.Capabilities is { Notify: true, Idle: true };
    private bool _isOn;
    private bool _isComplete;
    private bool _judges;
    private bool _isDoubted;
    private int _overflows;
    private int _silences;

    /// <summary>
    /// Indicates whether all changes of the mailbox are expected to be pushed, so that checks are only a safety net. Flags of a folder
    /// that is not selected are pushed as its mod-sequence (RFC 5465, section 5); Dovecot pushes none but \Seen without.
    /// </summary>
    public bool IsReliable => _isOn && _isComplete && !_isDoubted && client.Capabilities.Condstore;

    /// <summary>Set when pushes require a listing of all folders: names have changed, or reports were lost.</summary>
    public bool NeedsListing { get; private set; }

    /// <summary>Set when a wait has ended with changes of folders other than the inbox only.</summary>
    public bool IsInboxQuiet { get; set; }

    /// <summary>Indicates whether any folder, or the list of folders, has changes to check.</summary>
    public bool HasNews => NeedsListing || folders.All.Any(folder => folder.NeedsLook);

    /// <summary>Marks the folders that the server has reported changes of since this was last called.</summary>
    public void Note()
    {
        var news = client.Notifications.Take();
        if (news.IsEmpty)
        {
            return;
        }

        if (news.Stopped)
        {
            _isOn = false;
            _overflows++;
            LogOverflow(_overflows);
        }

        NeedsListing |= news.Stopped || news.Incomplete || news.Listed.Count > 0;
        foreach (var (mailbox, pushed) in news.Counted)
        {
            Note(folders.Find(mailbox), pushed);
        }
    }

    /// <summary>Returns the folders to look at: those with news, and the inbox unless a wait has just shown that it has none.</summary>
    public IReadOnlyList<ImapFolder> TakePushed()
    {
        var isInboxQuiet = IsInboxQuiet;
        IsInboxQuiet = false;
        return [.. folders.All.Where(folder => folder.NeedsLook || (folder == folders.Inbox && !isInboxQuiet)).OrderBy(folder => folder != folders.Inbox)];
    }

    /// <summary>Prepares a look at all folders: what happens after its listing will be pushed.</summary>
    public async Task BeginLookAsync(CancellationToken cancellationToken)
    {
        Note();
        IsInboxQuiet = false;
        _judges = IsReliable;
        if (!_isOn)
        {
            await RegisterAsync(cancellationToken).ConfigureAwait(false);
        }

        NeedsListing = false;
    }

    /// <summary>Takes note that a look at all folders has found changes in one that the server had reported nothing of.</summary>
    public void ReportSilence()
    {
        if (!_judges)
        {
            return;
        }

        _judges = false;
        _isDoubted = true;
        _silences++;
        LogSilent(_silences);
    }

    /// <summary>Takes note that a look at all folders is over.</summary>
    public void EndLook()
    {
        _judges = false;
        _isComplete = _isOn;
    }

    /// <summary>
    /// Marks the folders that changed while they were selected, or by this session's own doing. Neither has to be pushed, so their
    /// counters are asked for once nothing but the inbox is selected.
    /// </summary>
    public async Task VerifyTouchedAsync(CancellationToken cancellationToken)
    {
        if (!_isOn)
        {
            return;
        }

        var touched = folders.TakeTouched();
        var states = await Task.WhenAll(touched.Select(folder => client.StatusAsync(folder.Mailbox, cancellationToken: cancellationToken))).ConfigureAwait(false);
        foreach (var (folder, status) in touched.Zip(states))
        {
            // Counters that stay the same after a look are the server's way, not news.
            folder.NeedsLook |= status is not null && status != folder.Verified && folder.HasNews(status);
            folder.Verified = status;
        }
    }

    private void Note(ImapFolder? folder, ImapStatusUpdate pushed)
    {
        if (folder is null)
        {
            NeedsListing = true;
            return;
        }

        var isRepeat = pushed.HighestModSeq is not null && pushed == folder.Pushed;
        folder.Pushed = pushed;
        if (!isRepeat && folder.HasNews(pushed))
        {
            folder.NeedsLook = true;
            _isDoubted &= _silences >= MaxSilences;
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        _isWanted &= _overflows < MaxOverflows;
        _isOn = _isWanted && await SetAsync(await GroupsAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        _isWanted = _isOn;
        _isComplete = false;
        if (!_isOn && _overflows > 0 && !client.Notifications.AreOn)
        {
            // An overflow ends the reports of the selected folder, too (RFC 5465, section 5.8).
            await SetAsync([Selected], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> SetAsync(IReadOnlyList<ImapNotifyGroup> groups, CancellationToken cancellationToken)
    {
        try
        {
            await client.Notifications.SetAsync(groups, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ImapCommandException refusal)
        {
            LogRefused(refusal.Code);
            return false;
        }
    }

    private async Task<ImapNamespaces> NamespacesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.Mailboxes.NamespacesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            LogNamespacesRefused(refusal.Code);
            return new ImapNamespaces([], [], []);
        }
    }

    /// <summary>Returns groups of the user's own folders, and of those of other users and shared ones, which have other namespaces.</summary>
    private async Task<List<ImapNotifyGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        const ImapNotifyEvents All = Changes | ImapNotifyEvents.Names;
        List<ImapNotifyGroup> groups = [Selected, new(ImapNotifyFilter.Personal, All)];
        if (client.Capabilities.Namespace)
        {
            var spaces = await NamespacesAsync(cancellationToken).ConfigureAwait(false);
            var roots = spaces.Others.Concat(spaces.Shared).Select(space => space.Delimiter is { } delimiter ? space.Prefix.TrimEnd(delimiter) : space.Prefix)
                .Where(root => root.Length > 0).Select(ImapMailbox.FromName).ToList();
            if (roots.Count > 0)
            {
                groups.Add(new ImapNotifyGroup(ImapNotifyFilter.Subtree(roots), All));
            }
        }

        return groups;
    }
}
