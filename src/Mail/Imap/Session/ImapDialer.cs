using System.Net.Security;
using System.Net.Sockets;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Transport;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Brings a session up to its known capabilities: resolve, connect, TLS, greeting, STARTTLS.</summary>
internal sealed class ImapDialer(ImapEndpoint endpoint, ImapClientOptions options)
{
    private readonly Dialer _dialer = new(endpoint.Host, endpoint.Port, options.AddressAllowed, options.ConnectTimeout, options.TimeProvider);

    public async Task<ImapSession> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ConnectAsync(linked.Token).ConfigureAwait(false);
        }
        catch (DialException e)
        {
            throw new ImapConnectionException(Stage(e.Stage), e.Message, e.InnerException);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImapConnectionException(ImapStage.Timeout, $"Not connected within {options.ConnectTimeout.TotalSeconds} seconds.", e);
        }
    }

    private static ImapStage Stage(DialStage stage) => stage switch
    {
        DialStage.Resolve => ImapStage.Resolve,
        DialStage.Connect => ImapStage.Connect,
        _ => ImapStage.Tls,
    };

    private async Task<ImapSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var loopbackOnly = endpoint.Security == ImapSecurity.None && !options.AllowPlainToRemote;
        var stream = new NetworkStream(await _dialer.ConnectAsync(loopbackOnly, cancellationToken).ConfigureAwait(false), ownsSocket: true);
        ImapSession? session = null;
        try
        {
            Stream first = endpoint.Security == ImapSecurity.Tls ? await SecureAsync(stream, cancellationToken).ConfigureAwait(false) : stream;
            session = new ImapSession(new ImapConnection(first, options), options) { Endpoint = endpoint };
            await session.GreetAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint.Security == ImapSecurity.StartTls)
            {
                await StartTlsAsync(session, cancellationToken).ConfigureAwait(false);
            }

            await ReadCapabilitiesAsync(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            session?.Dispose();
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ReadCapabilitiesAsync(ImapSession session, CancellationToken cancellationToken)
    {
        if (session.State.Capabilities is null)
        {
            await session.RunAsync(new SimpleCommand("CAPABILITY"), cancellationToken).ConfigureAwait(false);
        }

        if (session.State.Capabilities is null)
        {
            throw session.Connection.Fail(new ImapProtocolException("The server does not announce its capabilities."));
        }
    }

    private async Task StartTlsAsync(ImapSession session, CancellationToken cancellationToken)
    {
        await ReadCapabilitiesAsync(session, cancellationToken).ConfigureAwait(false);
        if (!session.Capabilities.StartTls || session.State.State != ImapState.NotAuthenticated)
        {
            throw session.Connection.Fail(new ImapConnectionException(ImapStage.Tls, "The server does not offer STARTTLS."));
        }

        using var turn = await session.EnterAsync(null, null, cancellationToken).ConfigureAwait(false);
        await session.SendAsync(new SimpleCommand("STARTTLS"), cancellationToken).ConfigureAwait(false);
        await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
        if (session.Connection.HasUnread)
        {
            throw session.Connection.Fail(new ImapProtocolException("Data after the answer to STARTTLS, before TLS: responses were injected."));
        }

        session.State.ForgetCapabilities();
        session.Connection.Upgrade(await SecureAsync(session.Connection.Stream, cancellationToken).ConfigureAwait(false));
    }

    private Task<SslStream> SecureAsync(Stream inner, CancellationToken cancellationToken)
        => _dialer.SecureAsync(inner, options.CertificateValidation, cancellationToken);
}
