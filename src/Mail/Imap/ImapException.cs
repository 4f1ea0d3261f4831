namespace EmailAgent.Mail.Imap;

/// <summary>
/// Base of the errors of <see cref="ImapClient"/>. There are two families: the server refused (<see cref="ImapCommandException"/>,
/// the connection lives) and the connection broke (<see cref="ImapConnectionException"/>, <see cref="ImapProtocolException"/>, it is
/// dead). Messages contain the server's text, never what was sent to it.
/// </summary>
public abstract class ImapException : Exception
{
    private protected ImapException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Returns the same error for a later call on the dead connection, with the first one as its cause.</summary>
    internal virtual ImapException Again() => this;
}
