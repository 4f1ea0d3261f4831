namespace EmailAgent.Delivery.Smtp;

/// <summary>The server refused a command. The connection lives and accepts the next command.</summary>
public sealed class SmtpCommandException : SmtpException
{
    internal SmtpCommandException(string command, SmtpReply reply, string? detail = null)
        : base($"{command}: {reply}{(detail is null ? "" : $" ({detail})")}", null)
    {
        Command = command;
        Reply = reply;
    }

    /// <summary>Name of the refused command, without arguments.</summary>
    public string Command { get; }

    /// <summary>Gets the server's reply.</summary>
    public SmtpReply Reply { get; }
}
