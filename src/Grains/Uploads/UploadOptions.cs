namespace EmailAgent.Grains.Uploads;

/// <summary>Uploads of attachments; bound from the configuration section <c>Uploads</c>.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>The longest time that an upload may take without new bytes. Default: 2 minutes.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The time for which a link to an inline image is valid. Default: 5 minutes.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
