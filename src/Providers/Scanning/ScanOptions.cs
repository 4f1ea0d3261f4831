namespace EmailAgent.Providers.Scanning;

/// <summary>Scanning of attachments for malware by clamd; bound from the configuration section <c>Scanning</c>.</summary>
public sealed class ScanOptions
{
    public const string Section = "Scanning";

    /// <summary>A value indicating whether attachments are scanned. If so, those that cannot be scanned are refused.</summary>
    public bool Enabled { get; set; }

    /// <summary>Address of clamd: <c>host:port</c>, or the path of its socket. Default: /run/clamav/clamd.ctl.</summary>
    public string Address { get; set; } = "/run/clamav/clamd.ctl";

    /// <summary>Longest time of one scan. Default: 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Scans that this process runs at a time; others wait. clamd's <c>MaxThreads</c> should not be smaller. Default: 4.</summary>
    public int AtOnce { get; set; } = 4;

    /// <summary>Bytes of the largest received attachment that is scanned; larger ones are refused. clamd's <c>StreamMaxLength</c> must not be smaller. Default: 100 MB.</summary>
    public long LargestBytes { get; set; } = 100L * 1024 * 1024;
}
