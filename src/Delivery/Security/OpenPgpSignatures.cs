using System.Globalization;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace EmailAgent.Delivery.Security;

/// <summary>Verifies signatures of OpenPGP by keys that the user has stored.</summary>
public static class OpenPgpSignatures
{
    private const int MostSignatures = 10;

    private static readonly SignatureCheck Unreadable = new(SignatureStatus.Unreadable);

    /// <summary>Verifies a detached signature (RFC 3156, 5).</summary>
    /// <param name="content">The bytes that were signed, with CRLF.</param>
    /// <param name="signature">The signature, armored or binary.</param>
    /// <param name="known">Keys that the user has stored.</param>
    /// <returns>One result for each signature.</returns>
    public static IReadOnlyList<SignatureCheck> Verify(ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> signature, IReadOnlyList<MailKey> known)
    {
        try
        {
            var checks = Read(signature).Take(MostSignatures).Select(one => Check(content, one, known)).ToList();
            return checks.Count == 0 ? [Unreadable] : checks;
        }
        catch (Exception error) when (HostileInput.IsRefused(error))
        {
            return [Unreadable];
        }
    }

    private static IEnumerable<PgpSignature> Read(ReadOnlyMemory<byte> content)
    {
        using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(content.ToArray()));
        var factory = new PgpObjectFactory(stream);
        // What is compressed is not unpacked: a detached signature needs no compression.
        while (factory.NextPgpObject() is { } found)
        {
            for (var n = 0; found is PgpSignatureList list && n < list.Count; n++)
                yield return list[n];
        }
    }

    private static SignatureCheck Check(ReadOnlyMemory<byte> content, PgpSignature signature, IReadOnlyList<MailKey> known)
    {
        var signedAt = new DateTimeOffset(signature.CreationTime, TimeSpan.Zero);
        foreach (var key in known.Where(key => key.Kind == MailKeyKind.OpenPgp))
        {
            if (OpenPgpKeys.FindKey(OpenPgpKeys.Ring(key), signature.KeyId) is not { } signer)
                continue;
            var isValid = OpenPgpKeys.IsUsable(signer, signedAt) && IsValid(content, signature, signer);
            return new SignatureCheck(isValid ? SignatureStatus.Valid : SignatureStatus.Invalid, key.Fingerprint, key.Addresses, key.Name, signedAt, isValid);
        }

        return new SignatureCheck(SignatureStatus.UnknownKey, signature.KeyId.ToString("x16", CultureInfo.InvariantCulture), SignedAt: signedAt);
    }

    private static bool IsValid(ReadOnlyMemory<byte> content, PgpSignature signature, PgpPublicKey signer)
    {
        if (signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument)
            || signature.HashAlgorithm is HashAlgorithmTag.MD5 or HashAlgorithmTag.Sha1)
        {
            return false; // Other content can have the same MD5 or SHA-1.
        }

        signature.InitVerify(signer);
        signature.Update(content.ToArray());
        return signature.Verify();
    }
}
