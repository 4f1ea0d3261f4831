namespace EmailAgent.Grains.Outgoing;

/// <summary>The audited actions of outgoing messages.</summary>
internal static class OutgoingActions
{
    /// <summary>A message was accepted for sending.</summary>
    public const string Send = "mail.send";

    /// <summary>A message was accepted to be sent later.</summary>
    public const string Schedule = "mail.schedule";

    /// <summary>The time or the content of a scheduled message was changed.</summary>
    public const string Change = "mail.schedule_change";

    /// <summary>A message was cancelled, or it was too late for that.</summary>
    public const string Cancel = "mail.send_cancel";

    /// <summary>Another attempt was requested.</summary>
    public const string Retry = "mail.send_retry";
}
