namespace EmailAgent.Mail.Imap;

/// <summary>The connection could not be made or ended. It is dead; every later call fails at once with this as its cause.</summary>
public sealed class ImapConnectionException : ImapException
{
    internal ImapConnectionException(ImapStage stage, string message, Exception? inner = null)
        : base(message, inner) => Stage = stage;

    /// <summary>Gets the stage at which the connection broke.</summary>
    public ImapStage Stage { get; }

    internal override ImapException Again() => new ImapConnectionException(Stage, Message, this);
}
