namespace EmailAgent.Mail.Sasl;

/// <summary>Limits for a server's requests in an exchange. Exceeding one is a <see cref="SaslException"/>.</summary>
internal static class SaslLimits
{
    /// <summary>Fewest rounds of SCRAM's key derivation (RFC 7677 section 4). With fewer, an impostor that sees one exchange guesses passwords cheaply.</summary>
    public const int MinimumIterations = 4096;

    /// <summary>Most rounds: about half a second of one core. Servers in the field use 4,096 to 600,000.</summary>
    public const int MaximumIterations = 1_000_000;

    /// <summary>Bytes of one decoded challenge. SCRAM's are about 100, OAuth's error documents some hundred.</summary>
    public const int Challenge = 8192;

    /// <summary>Challenges in one exchange. None of the mechanisms has more than three.</summary>
    public const int Challenges = 8;
}
