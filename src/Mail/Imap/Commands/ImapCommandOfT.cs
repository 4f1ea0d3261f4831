namespace EmailAgent.Mail.Imap.Commands;

/// <summary>A command with a result, which is there once the server said OK.</summary>
internal abstract class ImapCommand<T> : ImapCommand
{
    public abstract T Result { get; }
}
