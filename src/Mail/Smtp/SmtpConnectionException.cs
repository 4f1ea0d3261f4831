namespace EmailAgent.Mail.Smtp;

/// <summary>The connection could not be made or ended. It is dead; every later call fails at once with this as its cause.</summary>
public sealed class SmtpConnectionException : SmtpException
{
    internal SmtpConnectionException(SmtpStage stage, string message, Exception? inner = null, SmtpReply? reply = null)
        : base(message, inner)
    {
        Stage = stage;
        Reply = reply;
    }

    /// <summary>Where it broke.</summary>
    public SmtpStage Stage { get; }

    /// <summary>What the server said at the end, such as 421; null if it said nothing.</summary>
    public SmtpReply? Reply { get; }

    internal override SmtpException Again() => new SmtpConnectionException(Stage, Message, this, Reply);
}
