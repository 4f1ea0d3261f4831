namespace EmailAgent.Delivery.Security;

/// <summary>The result of the verification of one signature of a message.</summary>
/// <param name="Fingerprint">The signer's certificate or key, as <see cref="MailKey.Fingerprint"/>; the id of an OpenPGP key that is not known; null if there is none.</param>
/// <param name="Addresses">The addresses that the certificate or key names, in lower case.</param>
/// <param name="Name">The signer as the certificate names it; null if it names none.</param>
/// <param name="SignedAt">When it was signed, as the signer states; null if it states no time.</param>
/// <param name="IsTrusted">
/// Indicates whether the owner of the key is certain: a certificate that a trusted issuer has issued for mail and that was valid when it was signed, or a
/// key or certificate that the user has stored.
/// </param>
/// <param name="Certificate">The signer's certificate (DER), for the user to store; null for OpenPGP.</param>
public sealed record SignatureCheck(
    SignatureStatus Status,
    string? Fingerprint = null,
    IReadOnlyList<string>? Addresses = null,
    string? Name = null,
    DateTimeOffset? SignedAt = null,
    bool IsTrusted = false,
    ReadOnlyMemory<byte>? Certificate = null);

/// <summary>The status of a signature.</summary>
public enum SignatureStatus
{
    /// <summary>The content is as it was signed by the owner of the key.</summary>
    Valid,

    /// <summary>The content was changed, or the key was not allowed to sign it at that time.</summary>
    Invalid,

    /// <summary>The key is not known, so that nothing can be verified.</summary>
    UnknownKey,

    /// <summary>The signature is damaged, or of a form that is not supported.</summary>
    Unreadable,
}
