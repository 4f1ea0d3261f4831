namespace EmailAgent.Mail.Imap;

/// <summary>The server answered NO or BAD. The connection lives and accepts the next command.</summary>
public sealed class ImapCommandException : ImapException
{
    internal ImapCommandException(string command, bool isBad, string? code, string text)
        : base($"{command}: {(isBad ? "BAD" : "NO")} {(code is null ? "" : $"[{code}] ")}{text}", null)
    {
        Command = command;
        IsBad = isBad;
        Code = code;
        Text = text;
    }

    /// <summary>Name of the refused command, without arguments.</summary>
    public string Command { get; }

    /// <summary>Indicates whether the server answered BAD (it did not understand the command) rather than NO (it refused or failed).</summary>
    public bool IsBad { get; }

    /// <summary>Upper-case response code (RFC 5530), such as AUTHENTICATIONFAILED, NONEXISTENT, UNAVAILABLE; null if none was given.</summary>
    public string? Code { get; }

    /// <summary>The server's words, control characters removed, at most 500 characters.</summary>
    public string Text { get; }
}
