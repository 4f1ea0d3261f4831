namespace EmailAgent.Mail.Imap;

/// <summary>Reasons why <see cref="ImapClient.IdleAsync"/> returned.</summary>
public enum ImapIdleResult
{
    /// <summary>The server reported something: see <see cref="ImapClient.TakeChanges"/> and <see cref="ImapNotifications.Take"/>.</summary>
    Changed,

    /// <summary>The time given passed in silence.</summary>
    MaximumPassed,

    /// <summary>The caller cancelled; the connection is usable.</summary>
    Cancelled,
}
