using System.Collections.Concurrent;
using System.Text;
using EmailAgent.Providers;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>A way out whose answers a test determines: by default it accepts everything.</summary>
internal sealed class ScriptedSubmitter : IMailSubmitter
{
    private readonly ConcurrentQueue<MailToSubmit> _submitted = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SubmitFate>> _fates = new();

    public string Provider => "imap";

    /// <summary>Gets all messages for which an attempt was made.</summary>
    public IReadOnlyCollection<MailToSubmit> Submitted => _submitted;

    /// <summary>Gets the passwords for submission that the attempts were made with; null where a mailbox has none of its own.</summary>
    public ConcurrentQueue<string?> Passwords { get; } = new();

    /// <summary>Has the attempts for a message end like this. Those for messages of other tests, which can become due at any time, do not take its fates.</summary>
    /// <param name="mark">A text that only this message contains.</param>
    /// <param name="fates">The outcomes, in order; further attempts are accepted.</param>
    public void Then(string mark, params SubmitFate[] fates) => _fates[mark] = new(fates);

    /// <summary>Gets or sets a value indicating whether attempts do not end until they are given up, before anything is sent.</summary>
    public bool IsStuck { get; set; }

    public bool CanSend(string settings) => !settings.Contains("no-way-out", StringComparison.Ordinal);

    public async Task<SubmitResult> SubmitAsync(MailboxAccount account, MailToSubmit mail, CancellationToken cancellationToken)
    {
        Passwords.Enqueue((account.Credentials as PasswordCredentials)?.SubmissionPassword);
        _submitted.Enqueue(mail);
        if (IsStuck)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        var fate = FateOf(mail);
        return SubmitResult.ForAll(fate, mail, fate == SubmitFate.Sent ? null : $"{fate} by the script") with { IsSavedInSent = fate == SubmitFate.Sent };
    }

    private SubmitFate FateOf(MailToSubmit mail)
    {
        var text = Encoding.UTF8.GetString(mail.Message.Span);
        foreach (var (mark, fates) in _fates)
        {
            if (text.Contains(mark, StringComparison.Ordinal) && fates.TryDequeue(out var fate))
                return fate;
        }

        return SubmitFate.Sent;
    }
}
