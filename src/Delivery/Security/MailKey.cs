namespace EmailAgent.Delivery.Security;

/// <summary>A certificate or public key for mail, perhaps with its secret key.</summary>
/// <param name="Fingerprint">In lower-case hexadecimal digits: SHA-256 of a certificate, or the fingerprint of an OpenPGP key.</param>
/// <param name="Addresses">The addresses that the key itself names, in lower case.</param>
/// <param name="Name">The owner as the key names it; null if it names none.</param>
/// <param name="ValidUntil">Null for a key that does not expire.</param>
/// <param name="Public">The certificate (DER), with those of its issuers behind it; or the public key ring (binary).</param>
/// <param name="Secret">The secret key in a form that only this library reads; null without one. It is not encrypted.</param>
public sealed record MailKey(
    MailKeyKind Kind,
    string Fingerprint,
    IReadOnlyList<string> Addresses,
    string? Name,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidUntil,
    ReadOnlyMemory<byte> Public,
    ReadOnlyMemory<byte>? Secret)
{
    // The generated text would contain the secret key.
    public override string ToString() => $"{Kind} {Fingerprint}";

    /// <summary>Reads a key.</summary>
    /// <param name="content">
    /// A certificate (PEM or DER), a PKCS #12 file, or an OpenPGP key (armored or binary), public or secret.
    /// </param>
    /// <param name="password">The password of a PKCS #12 file or of a secret OpenPGP key; null for none.</param>
    /// <exception cref="MailKeyException">It is no such key, or the password is wrong.</exception>
    public static MailKey Read(ReadOnlyMemory<byte> content, string? password)
    {
        try
        {
            return OpenPgpKeys.IsOpenPgp(content.Span) ? OpenPgpKeys.Read(content, password) : SmimeKeys.Read(content, password);
        }
        catch (Exception error) when (HostileInput.IsRefused(error))
        {
            throw new MailKeyException("This is no certificate, PKCS #12 file or OpenPGP key, or its password is wrong.", error);
        }
    }
}
