namespace EmailAgent.Grains.Protection;

/// <summary>The names of kinds of keys and of protections.</summary>
public static class ProtectionKinds
{
    public const string Smime = "smime";

    public const string OpenPgp = "openpgp";

    public const string None = "none";

    public const string SmimeSigned = "smime_signed";

    public const string SmimeEncrypted = "smime_encrypted";

    public const string OpenPgpSigned = "openpgp_signed";

    public const string OpenPgpEncrypted = "openpgp_encrypted";

    /// <summary>Of another kind, or of a form that is not verified.</summary>
    public const string Other = "other";
}
