namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>A delivery as it arrived.</summary>
/// <param name="LoggedAt">When its event was logged.</param>
internal sealed record Arrival(long Seq, DateTimeOffset LoggedAt, DateTimeOffset ArrivedAt)
{
    public TimeSpan Delay => ArrivedAt - LoggedAt;
}
