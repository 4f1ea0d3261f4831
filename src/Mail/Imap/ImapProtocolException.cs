namespace EmailAgent.Mail.Imap;

/// <summary>The server sent something that is not IMAP, or more than <see cref="ImapLimits"/> allows. The connection is dead.</summary>
public sealed class ImapProtocolException : ImapException
{
    internal ImapProtocolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal override ImapException Again() => new ImapProtocolException(Message, this);
}
