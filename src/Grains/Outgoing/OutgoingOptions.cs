namespace EmailAgent.Grains.Outgoing;

/// <summary>The sending of mail; bound from the configuration section <c>Outgoing</c>.</summary>
internal sealed class OutgoingOptions
{
    public const string Section = "Outgoing";

    /// <summary>Time in which a message can be cancelled for certain, if the request names none. At most two minutes. Default: 10 s.</summary>
    public TimeSpan UndoTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages that a user can send in 24 hours; further ones are refused. Cancelled ones do not count. Default: 2,000.</summary>
    public int MessagesPerDay { get; set; } = 2_000;

    /// <summary>Recipients of all messages that a user can send in 24 hours. Default: 20,000.</summary>
    public int RecipientsPerDay { get; set; } = 20_000;

    /// <summary>Scheduled messages that a user can have waiting. Default: 10,000.</summary>
    public int ScheduledPerUser { get; set; } = 10_000;

    /// <summary>Furthest time ahead for which a message can be scheduled. Default: 2 years.</summary>
    public TimeSpan FurthestSchedule { get; set; } = TimeSpan.FromDays(730);

    /// <summary>Wait after the first attempt that surely did not send the message; doubles with each further one. Default: 1 min.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest wait between two attempts. Default: 2 h.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Pause of a mailbox after three messages in a row that its server did not accept for now; doubles with each further one, up to 64 times. Default: 10 s.
    /// </summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time from the first attempt to the last. Default: 48 h.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromHours(48);

    /// <summary>
    /// Time in which a silo must report that it still transmits a message. If it does not, another one finds out whether the message was sent. Default: 60 s.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for which the folder for sent mail is searched for a message whose outcome is unknown. Default: 5 min.</summary>
    public TimeSpan SearchFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Time that a server has to save the copy of a sent message by itself, before the product saves it. Applies until one copy of the mailbox was saved;
    /// then to mailboxes whose server saved the last one. Default: 10 s.
    /// </summary>
    public TimeSpan ServerCopyTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which the product tries to save the copy of a sent message. Default: 7 days.</summary>
    public TimeSpan SaveCopyFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Messages that this process transmits at a time, without those that wait for a slow server. Default: 64.</summary>
    public int ConcurrentSends { get; set; } = 64;

    /// <summary>The same for the mailboxes of one user. Default: 32.</summary>
    public int ConcurrentSendsPerUser { get; set; } = 32;

    /// <summary>Time for which a transmission can go on when the process stops. Default: 10 s.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which messages that were sent, failed or were cancelled are listed. Default: 90 days.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(90);
}
