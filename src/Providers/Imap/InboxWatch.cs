using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// Decides whether a poll leaves the inbox selected. A NOOP then takes the place of UNSELECT and SELECT, since IDLE needs the inbox selected
/// again, and the server reports by itself what happens there. Every tenth poll checks that the server does.
/// </summary>
internal sealed class InboxWatch(ImapClient client)
{
    private const int CheckedPolls = 10;

    // Without LIST-STATUS each folder is asked for by STATUS, which some servers refuse for the selected one.
    private bool _isTrusted = client.Capabilities is { Idle: true, ListStatus: true };
    private int _polls;

    /// <summary>Begins a poll.</summary>
    /// <returns>True if it may leave the inbox selected.</returns>
    public bool BeginPoll() => _isTrusted && ++_polls % CheckedPolls != 0;

    /// <summary>Takes note that a poll has found changes in the inbox that the server had not reported.</summary>
    public void ReportSilence() => _isTrusted = false;
}
