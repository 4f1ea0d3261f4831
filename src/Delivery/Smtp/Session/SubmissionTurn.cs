namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>The right to use the connection; disposing it gives the right back.</summary>
internal readonly struct SubmissionTurn(SubmissionSession session) : IDisposable
{
    public void Dispose() => session.Leave();
}
