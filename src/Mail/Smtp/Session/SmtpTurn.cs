namespace EmailAgent.Mail.Smtp.Session;

/// <summary>The right to use the connection; disposing it gives the right back.</summary>
internal readonly struct SmtpTurn(SmtpSession session) : IDisposable
{
    public void Dispose() => session.Leave();
}
