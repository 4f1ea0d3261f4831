using EmailAgent.Providers.Http;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// The way out of Gmail mailboxes: messages.send, which takes the recipients from the header. Gmail files the sent message itself, and
/// reports failures of single recipients by mail.
/// </summary>
internal sealed class GmailSubmitter(GmailClients clients, IOptions<GmailOptions> options) : IMailSubmitter
{
    public string Provider => GmailProvider.Descriptor.Name;

    public bool TakesAllOrNone => true;

    public long? LargestMessage(string settings) => options.Value.LargestSentBytes;

    public async Task<SubmitResult> SubmitAsync(MailboxAccount account, MailToSubmit mail, CancellationToken cancellationToken)
    {
        if (account.Credentials is not TokenCredentials { Tokens: var tokens })
        {
            throw new ArgumentException("A Gmail mailbox is opened with tokens.", nameof(account));
        }

        if (!HiddenRecipients.TryAdd(mail, out var message))
        {
            return SubmitResult.ForAll(SubmitFate.Refused, mail, "A recipient's address cannot be used.");
        }

        if (message.Length > options.Value.LargestSentBytes)
        {
            return SubmitResult.ForAll(SubmitFate.Refused, mail, $"Gmail takes messages up to {options.Value.LargestSentBytes} bytes.");
        }

        try
        {
            var client = clients.Open(GmailAccountSettings.Parse(account.Settings).Email, tokens);
            var (outcome, sent) = await client.SubmitAsync(message, cancellationToken).ConfigureAwait(false);
            var fate = FateOf(outcome);
            return SubmitResult.ForAll(fate, mail, outcome.Reason, outcome.RetryAfter) with { IsSavedInSent = fate == SubmitFate.Sent, RemoteId = sent?.Id };
        }
        catch (ProviderException failure)
        {
            // Thrown only before the call is made: the sign-in is missing, or Gmail has not answered for a while.
            return SubmitResult.ForAll(SubmitFate.Deferred, mail, failure.Message, failure.RetryAfter);
        }
    }

    private static SubmitFate FateOf(CallOutcome outcome) => outcome.Verdict switch
    {
        CallVerdict.Done => SubmitFate.Sent,
        CallVerdict.Busy or CallVerdict.TokenRejected => SubmitFate.Deferred,
        CallVerdict.Failing when outcome.IsUnsent => SubmitFate.Deferred,
        CallVerdict.Failing or CallVerdict.TooLarge => SubmitFate.Unknown,
        _ => SubmitFate.Refused,
    };
}
