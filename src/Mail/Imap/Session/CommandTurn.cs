namespace EmailAgent.Mail.Imap.Session;

/// <summary>The right to use the connection; disposing it gives the right back.</summary>
internal readonly struct CommandTurn(ImapSession session) : IDisposable
{
    public void Dispose() => session.Leave();
}
