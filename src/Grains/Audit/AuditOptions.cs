namespace EmailAgent.Grains.Audit;

/// <summary>Keys and retention of the audit log; bound from the configuration section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// The key of the log's hashes, 32 bytes in base64, kept outside the database. If empty, one is generated, and stored encrypted in the
    /// database.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The keys that <see cref="Key"/> has replaced; they verify the rows written with them.</summary>
    public IList<string> OldKeys { get; } = [];

    /// <summary>Retention of addresses, user agents and request ids. Default: 365 days.</summary>
    public TimeSpan OriginsKeptFor { get; set; } = TimeSpan.FromDays(365);
}
