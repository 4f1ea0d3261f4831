using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Chooses how to log in and learns the capabilities that hold afterwards.</summary>
internal static class Authentication
{
    public static async Task LoginAsync(ImapSession session, string user, string password, CancellationToken cancellationToken)
    {
        CommandWriter.ThrowIfUnsafe(user);
        CommandWriter.ThrowIfUnsafe(password);
        session.Connection.ThrowIfDead();
        if (session.State.State != ImapState.NotAuthenticated)
        {
            return;
        }

        var before = session.Capabilities;
        await session.RunAsync(Choose(before, user, password), cancellationToken).ConfigureAwait(false);
        session.State.Authenticated();
        if (ReferenceEquals(before, session.State.Capabilities))
        {
            await session.RunAsync(new SimpleCommand("CAPABILITY"), cancellationToken).ConfigureAwait(false);
        }
    }

    private static ImapCommand Choose(ImapCapabilities capabilities, string user, string password)
        => capabilities.AuthPlain ? new AuthenticatePlainCommand(user, password, capabilities.SaslIr)
            : capabilities.LoginDisabled ? throw new ImapCommandException("LOGIN", false, "PRIVACYREQUIRED", "The server offers no way to log in with a password.")
            : new LoginCommand(user, password);
}
