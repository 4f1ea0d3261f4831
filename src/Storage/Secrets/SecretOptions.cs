namespace EmailAgent.Storage.Secrets;

/// <summary>How stored secrets are protected; bound from the configuration section <c>Secrets</c>.</summary>
public sealed class SecretOptions
{
    /// <summary>
    /// The master key that encrypts the key ring: 32 bytes in base64. More keys may follow, separated by white space: the first encrypts, the
    /// others only read what they encrypted. Default: none, the ring is in the database in the clear.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>A file with the same, instead of <see cref="MasterKey"/>. Default: none.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>
    /// Keys of the ring from before this time no longer encrypt: the next start makes a new key, and encrypts anew what they encrypted.
    /// Default: none, a key is followed by the next one after 90 days.
    /// </summary>
    public DateTimeOffset? RetireKeysBefore { get; set; }
}
