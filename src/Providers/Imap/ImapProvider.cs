using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Egress;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Imap;

/// <summary>Mailboxes on any IMAP4rev1 server.</summary>
public sealed class ImapProvider(IOptions<ImapSyncOptions> options, EgressPolicy egress, TimeProvider timeProvider, ILogger<ImapProvider> logger) : IMailboxProvider
{
    public const string ProviderName = "imap";

    public string Name => ProviderName;

    public Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken) =>
        account.Credentials is PasswordCredentials { Password: var password }
            ? ImapErrors.TranslateAsync(() => ConnectAsync(ImapAccountSettings.Parse(account.Settings), password, account, cancellationToken))
            : throw new ArgumentException("An IMAP mailbox is opened with a password.", nameof(account));

    private async Task<IMailboxSession> ConnectAsync(ImapAccountSettings settings, string password, MailboxAccount account, CancellationToken cancellationToken)
    {
        var endpoint = new ImapEndpoint(settings.Host, settings.Port, settings.Security);
        var client = await ImapClient.ConnectAsync(endpoint, ClientOptions(), cancellationToken).ConfigureAwait(false);
        try
        {
            await LogInAsync(client, settings.Username, password, cancellationToken).ConfigureAwait(false);
            return new ImapMailboxSession(client, options.Value, account.Failures > 0, account.Memory, timeProvider, logger);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task LogInAsync(ImapClient client, string username, string password, CancellationToken cancellationToken)
    {
        try
        {
            await client.LoginAsync(username, password, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal)
        {
            throw ImapErrors.TranslateLogin(refusal);
        }

        if (client.Capabilities.Id)
        {
            await IntroduceAsync(client, cancellationToken).ConfigureAwait(false);
        }

        string[] extensions = client.Capabilities.QResync ? ["QRESYNC", "CONDSTORE"] : client.Capabilities.Condstore ? ["CONDSTORE"] : [];
        if (extensions.Length > 0 && client.Capabilities.Enable)
        {
            await EnableAsync(client, extensions, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Enables what makes comparisons cheaper. They work without.</summary>
    private static async Task EnableAsync(ImapClient client, string[] extensions, CancellationToken cancellationToken)
    {
        try
        {
            await client.EnableAsync(extensions, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            return;
        }
    }

    /// <summary>Names the client to the server. A server that refuses the name may still hand out mail.</summary>
    private static async Task IntroduceAsync(ImapClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.IdAsync(new Dictionary<string, string> { ["name"] = "EmailAgent" }, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            return;
        }
    }

    private ImapClientOptions ClientOptions() => new()
    {
        ConnectTimeout = options.Value.ConnectTimeout,
        ReadTimeout = options.Value.ReadTimeout,
        AddressAllowed = egress.Allows,
        AllowPlainToRemote = options.Value.AllowPlainToRemote,
#pragma warning disable CA5359 // The operator has asked for it by configuration, for servers with self-signed certificates.
        CertificateValidation = options.Value.AllowInvalidCertificates ? (_, _, _, _) => true : null,
#pragma warning restore CA5359
        TimeProvider = timeProvider,
    };
}
