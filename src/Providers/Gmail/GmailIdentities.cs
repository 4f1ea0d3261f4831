using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers.Gmail;

/// <summary>The addresses from which a Gmail account may send: its own, and aliases that their owners have confirmed.</summary>
internal sealed class GmailIdentities(GmailClients clients) : IIdentitySource
{
    private const string Accepted = "accepted";

    public string Provider => GmailProvider.Descriptor.Name;

    public async Task<IReadOnlyList<SenderIdentity>> ListAsync(MailboxAccount account, CancellationToken cancellationToken)
    {
        if (account.Credentials is not TokenCredentials { Tokens: var tokens })
        {
            throw new ArgumentException("A Gmail mailbox is opened with tokens.", nameof(account));
        }

        var email = GmailAccountSettings.Parse(account.Settings).Email;
        var sendAs = await clients.Open(email, tokens).ListSendAsAsync(cancellationToken).ConfigureAwait(false);
        var usable = sendAs.Where(entry => entry.IsPrimary || entry.VerificationStatus is null or Accepted).ToList();
        if (usable.Count == 0)
        {
            return [new SenderIdentity(email, null, null, null, IsDefault: true)];
        }

        var preferred = usable.Find(entry => entry.IsDefault) ?? usable.Find(entry => entry.IsPrimary) ?? usable[0];
        return [.. usable.Select(entry => ToIdentity(entry, isDefault: entry == preferred))];
    }

    private static SenderIdentity ToIdentity(GmailSendAs entry, bool isDefault) => new(
        entry.SendAsEmail,
        NullIfEmpty(entry.DisplayName),
        entry.ReplyToAddress is { Length: > 0 } replyTo && !replyTo.Equals(entry.SendAsEmail, StringComparison.OrdinalIgnoreCase) ? replyTo : null,
        NullIfEmpty(entry.Signature),
        isDefault);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
