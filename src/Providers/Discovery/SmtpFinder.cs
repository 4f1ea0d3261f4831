using EmailAgent.Delivery.Smtp;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery;

/// <summary>The submission servers of IMAP mailboxes: one that the settings name, or the one that the <see cref="MailServerFinder"/> finds, is tried by a login.</summary>
internal sealed class SmtpFinder(MailServerFinder servers, SmtpConnector connector, IOptions<DiscoveryOptions> options, TimeProvider time) : ISubmissionFinder
{
    private const string NoneFound = "No submission server was found, so that the mailbox can only be read. Its owner can name one as smtp.";

    public string Provider => ImapProvider.ProviderName;

    public async Task<string> CompleteAsync(MailboxAccount account, string email, CancellationToken cancellationToken)
    {
        var settings = ImapAccountSettings.Parse(account.Settings);
        var password = PasswordOf(account);
        var completed = settings.Smtp is { } way
            ? await TryAsync(settings, way, password, cancellationToken).ConfigureAwait(false)
            : await FindAsync(settings, password, email, cancellationToken).ConfigureAwait(false);
        return completed.ToJson();
    }

    public async Task<string> VerifyAsync(MailboxAccount account, CancellationToken cancellationToken)
    {
        var settings = ImapAccountSettings.Parse(account.Settings);
        var way = settings.Smtp ?? throw new ArgumentException("The settings name no submission server.", nameof(account));
        return (await LogInAsync(settings, way, PasswordOf(account), cancellationToken).ConfigureAwait(false)).ToJson();
    }

    /// <summary>Finds the server and tries it. The password goes to one server only, so that a wrong guess is no series of failed logins.</summary>
    private async Task<ImapAccountSettings> FindAsync(ImapAccountSettings settings, string password, string email, CancellationToken cancellationToken)
    {
        if (await SearchAsync(settings.Host, email, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return settings with { SmtpError = NoneFound };
        }

        var host = found.Address.Host;
        if (found.Confidence == ServerConfidence.Low)
        {
            return settings with { SmtpError = $"Only records that are not authenticated lead to the submission server {host}, which is in another domain. If it is the provider's, its owner can name it as smtp." };
        }

        // The user name is the one that worked: servers of one provider share it, unless the domain's own configuration names another.
        var username = found.Source == ServerSources.Autoconfig ? found.Username : settings.Username;
        var way = new SmtpAccountSettings(host, found.Address.Port, SmtpAccountSettings.ToSmtp(found.Address.Security), username);
        var tried = await TryAsync(settings, way, password, cancellationToken).ConfigureAwait(false);

        // A guess that does not work is none. Other servers stay: one that was down for a moment works later, with the same settings.
        return tried.SmtpError is not null && found.Source == ServerSources.Guess ? settings with { SmtpError = tried.SmtpError } : tried;
    }

    private async Task<FoundServer?> SearchAsync(string host, string email, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await servers.FindSubmissionAsync(host, email, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Logs in to the submission server. A failure is noted, and refuses nothing: the mailbox can be read.</summary>
    private async Task<ImapAccountSettings> TryAsync(ImapAccountSettings settings, SmtpAccountSettings way, string password, CancellationToken cancellationToken)
    {
        try
        {
            return await LogInAsync(settings, way, password, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure)
        {
            return settings with { Smtp = way, SmtpError = failure.Message };
        }
    }

    /// <summary>Logs in to the submission server.</summary>
    /// <returns>The settings with the server and what it announced.</returns>
    /// <exception cref="ProviderException">It does not work.</exception>
    private async Task<ImapAccountSettings> LogInAsync(ImapAccountSettings settings, SmtpAccountSettings way, string password, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var client = await connector.TryOutAsync(way, password, either.Token).ConfigureAwait(false);
            await using var closing = client.ConfigureAwait(false);
            var verified = way with { LargestMessage = client.MaximumSize };
            await client.QuitAsync(either.Token).ConfigureAwait(false);
            return settings with { Smtp = verified, SmtpError = null };
        }
        catch (Exception failure) when (failure is SmtpException or ArgumentException)
        {
            throw Translate(failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFailure.Unreachable, "The submission server did not answer in time.", failure);
        }
    }

    private static ProviderException Translate(Exception failure) => failure switch
    {
        SmtpCommandException { Command: "AUTH" } => new ProviderException(ProviderFailure.Authentication, "The submission server refused the user name or the password.", failure),
        SmtpException => new ProviderException(ProviderFailure.Unreachable, $"The submission server cannot be used: {failure.Message}", failure),
        _ => new ProviderException(ProviderFailure.Authentication, "The user name or the password cannot be sent to the submission server.", failure),
    };

    private static string PasswordOf(MailboxAccount account) => account.Credentials is PasswordCredentials credentials
        ? credentials.SubmissionPassword ?? credentials.Password
        : throw new ArgumentException("An IMAP mailbox is opened with a password.", nameof(account));
}
