namespace EmailAgent.Mail.Imap;

/// <summary>The server answered NO or BAD. The connection lives and the next command may be sent.</summary>
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

    /// <summary>True for BAD (the server did not understand), false for NO (it would not or could not).</summary>
    public bool IsBad { get; }

    /// <summary>Upper-case response code (RFC 5530), such as AUTHENTICATIONFAILED, NONEXISTENT, UNAVAILABLE; null when none was given.</summary>
    public string? Code { get; }

    /// <summary>The server's words, control characters removed, at most 500 characters.</summary>
    public string Text { get; }
}
