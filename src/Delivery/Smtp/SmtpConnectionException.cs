namespace EmailAgent.Delivery.Smtp;

/// <summary>The connection could not be made or ended. It is dead; every later call fails at once with this as its cause.</summary>
public sealed class SmtpConnectionException : SmtpException
{
    internal SmtpConnectionException(SmtpStage stage, string message, Exception? inner = null, SmtpReply? reply = null)
        : base(message, inner)
    {
        Stage = stage;
        Reply = reply;
    }

    /// <summary>Gets the stage at which the connection broke.</summary>
    public SmtpStage Stage { get; }

    /// <summary>Gets the server's last reply, such as 421; null if it sent none.</summary>
    public SmtpReply? Reply { get; }

    internal override SmtpException Again() => new SmtpConnectionException(Stage, Message, this, Reply);
}
