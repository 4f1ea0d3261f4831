namespace EmailAgent.Grains.Secrets;

/// <summary>Encryption of stored secrets; bound from the configuration section <c>Secrets</c>.</summary>
internal sealed class SecretOptions
{
    public const string Section = "Secrets";

    /// <summary>
    /// The master key that encrypts the key ring: 32 bytes in base64. More keys may follow, separated by white space: the first encrypts,
    /// the others only decrypt. Default: none, the ring is in the database in the clear.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>A file with the master key, instead of <see cref="MasterKey"/>. Default: none.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>
    /// Time before which keys of the ring are retired: the next start creates a new key, and re-encrypts what they encrypted. Default:
    /// none, a new key follows after 90 days.
    /// </summary>
    public DateTimeOffset? RetireKeysBefore { get; set; }
}
