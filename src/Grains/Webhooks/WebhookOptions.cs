namespace EmailAgent.Grains.Webhooks;

/// <summary>Webhooks; bound from the configuration section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Webhooks that a user can have. Lowering it removes nothing. Default: 50.</summary>
    public int PerUser { get; set; } = 50;

    /// <summary>Requests of this process at a time, without those that wait for a slow endpoint. Default: 64.</summary>
    public int ConcurrentRequests { get; set; } = 64;

    /// <summary>The same for the webhooks of one user. Default: 32.</summary>
    public int ConcurrentRequestsPerUser { get; set; } = 32;

    /// <summary>Longest time after which an event is found whose announcement was lost. Default: 30 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for which deliveries are also signed with a secret that was replaced. Default: 24 h.</summary>
    public TimeSpan RotationOverlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Characters of a message's text that a delivery contains. Default: 65,536.</summary>
    public int LongestText { get; set; } = 65_536;

    /// <summary>Replays of a webhook that wait at a time. Default: 10,000.</summary>
    public int LargestReplay { get; set; } = 10_000;

    /// <summary>Time for which deliveries and their attempts are listed after their end, and filters know removed messages. Default: 30 days.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
