namespace EmailAgent.Mail.Smtp;

/// <summary>The server refused a command. The connection lives and the next command may be sent.</summary>
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

    /// <summary>What the server answered.</summary>
    public SmtpReply Reply { get; }
}
