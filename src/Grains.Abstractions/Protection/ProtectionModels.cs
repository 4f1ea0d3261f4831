using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Protection;

/// <summary>A key for mail to be stored.</summary>
/// <param name="Content">
/// Required; a certificate of S/MIME (PEM), an OpenPGP key (armored), or one of these or a PKCS #12 file in base64. With the secret key, messages can be
/// signed by it.
/// </param>
/// <param name="Password">The password of a PKCS #12 file or of a secret OpenPGP key; absent for none.</param>
[GenerateSerializer, Immutable, Alias("new-protection-key")]
public sealed record NewProtectionKey(
    [property: Id(0)] string Content,
    [property: Id(1)] string? Password)
{
    // The generated text would contain secrets.
    public override string ToString() => nameof(NewProtectionKey);
}

/// <summary>A certificate or public key of the user or of a correspondent. What it has signed counts as signed by its owner.</summary>
/// <param name="Fingerprint">In lower-case hexadecimal digits: SHA-256 of a certificate, or the fingerprint of an OpenPGP key.</param>
/// <param name="Addresses">The addresses that the key itself names.</param>
/// <param name="Name">The owner as the key names it; null if it names none.</param>
/// <param name="ValidUntil">Null for a key that does not expire.</param>
/// <param name="HasSecret">Indicates whether messages can be signed by it.</param>
[GenerateSerializer, Immutable, Alias("protection-key")]
public sealed record ProtectionKey(
    [property: Id(0)] string Id,
    [property: Id(1), AllowedValues(ProtectionKinds.Smime, ProtectionKinds.OpenPgp)] string Standard,
    [property: Id(2)] string Fingerprint,
    [property: Id(3)] IReadOnlyList<string> Addresses,
    [property: Id(4)] string? Name,
    [property: Id(5)] DateTimeOffset ValidFrom,
    [property: Id(6)] DateTimeOffset? ValidUntil,
    [property: Id(7)] bool HasSecret,
    [property: Id(8)] DateTimeOffset CreatedAt);

/// <summary>Signature and encryption of a message, and the results of the checks that servers made.</summary>
/// <param name="Protection">The outermost protection, by its labels.</param>
/// <param name="IsWhole">Indicates whether the signature covers the whole body; a mailing list may have added text to it.</param>
/// <param name="Signatures">One result for each signature; empty for a message without one, or with one that cannot be verified.</param>
/// <param name="Checks">The fields <c>Authentication-Results</c>, the last server's first.</param>
[GenerateSerializer, Immutable, Alias("email-protection")]
public sealed record EmailProtection(
    [property: Id(0), AllowedValues(
        ProtectionKinds.None, ProtectionKinds.SmimeSigned, ProtectionKinds.SmimeEncrypted, ProtectionKinds.OpenPgpSigned, ProtectionKinds.OpenPgpEncrypted, ProtectionKinds.Other)]
    string Protection,
    [property: Id(1)] bool IsWhole,
    [property: Id(2)] IReadOnlyList<SignatureResult> Signatures,
    [property: Id(3)] IReadOnlyList<ServerCheck> Checks);

/// <summary>The result of the verification of one signature.</summary>
/// <param name="IsTrusted">Indicates whether the owner of the key is certain: the user has stored it, or a trusted issuer has certified it for mail.</param>
/// <param name="IsOfSender">Indicates whether the key names the address in <c>From</c>.</param>
/// <param name="Fingerprint">As of <see cref="ProtectionKey"/>; the id of an OpenPGP key that is not stored; null if the signature names none.</param>
/// <param name="Addresses">The addresses that the key names.</param>
/// <param name="Name">The signer as the key names it; null if it names none.</param>
/// <param name="SignedAt">When it was signed, as the signer states; null if it states no time.</param>
/// <param name="Certificate">The signer's certificate in base64, to be stored as a key; null for OpenPGP.</param>
[GenerateSerializer, Immutable, Alias("signature-result")]
public sealed record SignatureResult(
    [property: Id(0), AllowedValues("valid", "invalid", "unknown_key", "unreadable")] string Status,
    [property: Id(1)] bool IsTrusted,
    [property: Id(2)] bool IsOfSender,
    [property: Id(3)] string? Fingerprint,
    [property: Id(4)] IReadOnlyList<string> Addresses,
    [property: Id(5)] string? Name,
    [property: Id(6)] DateTimeOffset? SignedAt,
    [property: Id(7)] string? Certificate);

/// <summary>A check of the sender that a server made (RFC 8601). Any sender can forge one of a server that is not trusted.</summary>
/// <param name="Server">The server that made the check, as the field names it.</param>
/// <param name="IsTrusted">Indicates whether the installation trusts this server.</param>
/// <param name="Method">Such as <c>spf</c>, <c>dkim</c>, <c>dmarc</c> or <c>arc</c>.</param>
/// <param name="Result">Such as <c>pass</c>, <c>fail</c> or <c>none</c>.</param>
/// <param name="Domain">The domain or address that was checked; null if the field names none.</param>
[GenerateSerializer, Immutable, Alias("server-check")]
public sealed record ServerCheck(
    [property: Id(0)] string Server,
    [property: Id(1)] bool IsTrusted,
    [property: Id(2)] string Method,
    [property: Id(3)] string Result,
    [property: Id(4)] string? Domain);
