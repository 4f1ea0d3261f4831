namespace EmailAgent.Grains.Protection;

/// <summary>Signatures and encryption of mail; bound from the configuration section <c>Protection</c>.</summary>
internal sealed class ProtectionOptions
{
    public const string Section = "Protection";

    /// <summary>Keys that a user can store. Default: 1,000.</summary>
    public int KeysPerUser { get; set; } = 1_000;

    /// <summary>Size in bytes of the largest message whose signatures are verified. Default: 30 MB.</summary>
    public long LargestMessage { get; set; } = 30_000_000;

    /// <summary>File with the certificates (PEM) of issuers of S/MIME certificates that are trusted. Default: none.</summary>
    public string? IssuersFile { get; set; }

    /// <summary>Servers whose <c>Authentication-Results</c> are trusted, as these fields name them, such as <c>mx.example.org</c>. Default: none.</summary>
    public IList<string> TrustedServers { get; } = [];
}
