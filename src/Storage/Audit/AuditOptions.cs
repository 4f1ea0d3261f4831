namespace EmailAgent.Storage.Audit;

/// <summary>How the audit log is kept; bound from the configuration section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>
    /// The key of the log's hashes, 32 bytes in base64, so that who has the database has not got it. Empty: one is made, and kept encrypted
    /// in the database.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The keys that <see cref="Key"/> has replaced; what was written with them is verified with them.</summary>
    public IList<string> OldKeys { get; } = [];

    /// <summary>How long addresses, user agents and request ids are kept. Default: 365 days.</summary>
    public TimeSpan OriginsKeptFor { get; set; } = TimeSpan.FromDays(365);
}
