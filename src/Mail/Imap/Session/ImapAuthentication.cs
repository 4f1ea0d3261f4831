using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Sasl;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>
/// Chooses the login method and reads the capabilities after it. The dialer ensures that secrets go over protected connections only:
/// no others exist, unless the caller allowed them.
/// </summary>
internal static class ImapAuthentication
{
    private const string Login = "LOGIN";

    public static Task LoginAsync(ImapSession session, string user, string password, CancellationToken cancellationToken)
    {
        CommandWriter.ThrowIfUnsafe(user);
        CommandWriter.ThrowIfUnsafe(password);
        return AuthenticateAsync(session, SaslCredentials.Password(user, password).Only("PLAIN", Login), cancellationToken);
    }

    public static Task AuthenticateAsync(ImapSession session, SaslCredentials credentials, CancellationToken cancellationToken)
        => RunAsync(session, () => Choose(session, credentials), cancellationToken);

    public static Task AuthenticateAsync(ImapSession session, SaslMechanism mechanism, CancellationToken cancellationToken)
        => RunAsync(session, () => new AuthenticateCommand(mechanism, session.Capabilities.SaslIr), cancellationToken);

    private static async Task RunAsync(ImapSession session, Func<ImapCommand> command, CancellationToken cancellationToken)
    {
        session.Connection.ThrowIfDead();
        if (session.State.State != ImapState.NotAuthenticated)
        {
            return;
        }

        var before = session.Capabilities;
        await session.RunAsync(command(), cancellationToken).ConfigureAwait(false);
        session.State.Authenticated();
        if (ReferenceEquals(before, session.State.Capabilities))
        {
            await session.RunAsync(new SimpleCommand("CAPABILITY"), cancellationToken).ConfigureAwait(false);
        }
    }

    private static ImapCommand Choose(ImapSession session, SaslCredentials credentials)
    {
        var capabilities = session.Capabilities;
        var context = new SaslContext(session.Endpoint?.Host ?? "", session.Endpoint?.Port ?? 0, ChannelBinding.ServerEndPoint(session.Connection.Stream));
        if (credentials.Choose(name => Offers(capabilities, name), context) is { } mechanism)
        {
            return new AuthenticateCommand(mechanism, capabilities.SaslIr);
        }

        return credentials is UserPasswordCredentials { ActsForAnother: false } password && credentials.Allows(Login) && !capabilities.LoginDisabled
            ? new LoginCommand(password.User, password.Secret)
            : throw new ImapCommandException("AUTHENTICATE", false, "PRIVACYREQUIRED", "The server offers no way to log in with these credentials.");
    }

    // The command LOGIN does the same as the mechanism LOGIN, in one round trip.
    private static bool Offers(ImapCapabilities capabilities, string mechanism)
        => capabilities.Has("AUTH=" + mechanism)
            && (capabilities.LoginDisabled || mechanism != Login);
}
