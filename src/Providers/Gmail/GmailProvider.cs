using EmailAgent.Providers.OAuth;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail;

/// <summary>Mailboxes on Gmail, by its API.</summary>
internal sealed class GmailProvider(GmailClients clients, IOptions<GmailOptions> options, TimeProvider time, ILogger<GmailProvider> logger) : IMailboxProvider
{
    public static ProviderDescriptor Descriptor { get; } = new(OAuthService.Google.Provider, OAuthService.Google.Title) { SignIn = OAuthService.Google, Pushes = true, Sends = true };

    public string Name => Descriptor.Name;

    public async Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken)
    {
        if (account.Credentials is not TokenCredentials { Tokens: var tokens })
        {
            throw new ArgumentException("A Gmail mailbox is opened with tokens.", nameof(account));
        }

        var settings = GmailAccountSettings.Parse(account.Settings);
        var client = clients.Open(settings.Email, tokens);
        var profile = await ReadProfileAsync(client, cancellationToken).ConfigureAwait(false);
        return string.Equals(profile.EmailAddress, settings.Email, StringComparison.OrdinalIgnoreCase)
            ? new GmailSession(client, settings, options.Value, account.Memory, time, logger)
            : throw new ProviderException(ProviderFailure.Authentication, "The sign-in is for another Google account than the mailbox.");
    }

    /// <summary>Reads the profile. An account for which even that is refused has not granted access to mail, or has no mailbox.</summary>
    private static async Task<GmailProfile> ReadProfileAsync(GmailClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetProfileAsync(QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Refused)
        {
            throw new ProviderException(ProviderFailure.Authentication, refusal.Message, refusal);
        }
    }
}
