namespace EmailAgent.Mail.Imap.Commands;

/// <summary>A command with a result, which is available after the server answered OK.</summary>
internal abstract class ImapCommand<T> : ImapCommand
{
    public abstract T Result { get; }
}
