using EmailAgent.Delivery.Smtp;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Egress;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery.Guesses;

/// <summary>Connections that end after the greeting, to addresses that the egress policy allows.</summary>
internal sealed class ServerProbe(IOptions<DiscoveryOptions> options, EgressPolicy egress, TimeProvider time) : IServerProbe
{
    // Certificates are always checked here: a name that was guessed is trusted for nothing else.
    private readonly ImapClientOptions _imap = new()
    {
        ConnectTimeout = options.Value.ServerTimeout,
        ReadTimeout = options.Value.ServerTimeout,
        AddressAllowed = egress.Allows,
        TimeProvider = time,
    };

    private readonly SubmissionOptions _smtp = new()
    {
        ConnectTimeout = options.Value.ServerTimeout,
        CommandTimeout = options.Value.ServerTimeout,
        AddressAllowed = egress.Allows,
        TimeProvider = time,
    };

    public async Task<bool> AnswersAsync(MailProtocol protocol, ServerAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(protocol, address, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ImapException or SmtpException or ArgumentException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> TryAsync(MailProtocol protocol, ServerAddress address, CancellationToken cancellationToken)
    {
        if (protocol == MailProtocol.Imap)
        {
            var security = address.Security == ServerSecurity.Tls ? ImapSecurity.Tls : ImapSecurity.StartTls;
            var client = await ImapClient.ConnectAsync(new ImapEndpoint(address.Host, address.Port, security), _imap, cancellationToken).ConfigureAwait(false);
            await client.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        else
        {
            var security = address.Security == ServerSecurity.Tls ? SmtpSecurity.Tls : SmtpSecurity.StartTls;
            var client = await SubmissionClient.ConnectAsync(new SmtpEndpoint(address.Host, address.Port, security), _smtp, cancellationToken).ConfigureAwait(false);
            await using var closing = client.ConfigureAwait(false);
            // A server without a login is no submission server: it would take mail from everyone, or from no one.
            return client.Mechanisms.Count > 0;
        }
    }
}
