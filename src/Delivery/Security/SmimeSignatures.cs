using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit.Cryptography;
using Org.BouncyCastle.Cms;

namespace EmailAgent.Delivery.Security;

/// <summary>Verifies signatures of S/MIME. Nothing is fetched from the network: neither revocations nor certificates of issuers.</summary>
/// <param name="issuers">Certificates of issuers that are trusted.</param>
public sealed class SmimeSignatures(IReadOnlyList<X509Certificate2> issuers)
{
    private const string EmailProtectionOid = "1.3.6.1.5.5.7.3.4";
    private const int MostSigners = 10;
    private const int MostCertificates = 50;

    private static readonly SignatureCheck Unreadable = new(SignatureStatus.Unreadable);

    /// <summary>Verifies a detached signature.</summary>
    /// <param name="content">The bytes that were signed, with CRLF.</param>
    /// <param name="signature">The signature (CMS, DER or BER).</param>
    /// <param name="known">Certificates that the user has stored.</param>
    /// <returns>One result for each signer.</returns>
    public IReadOnlyList<SignatureCheck> Verify(ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> signature, IReadOnlyList<MailKey> known)
    {
        try
        {
            return Verify(new CmsSignedData(new CmsProcessableByteArray(content.ToArray()), signature.ToArray()), known);
        }
        catch (Exception error) when (HostileInput.IsRefused(error))
        {
            return [Unreadable];
        }
    }

    /// <summary>Verifies a signature that contains its content.</summary>
    /// <returns>One result for each signer, and the content; null if it cannot be read.</returns>
    /// <inheritdoc cref="Verify(ReadOnlyMemory{byte}, ReadOnlyMemory{byte}, IReadOnlyList{MailKey})" path="/param"/>
    public (IReadOnlyList<SignatureCheck> Checks, ReadOnlyMemory<byte>? Content) VerifyOpaque(ReadOnlyMemory<byte> signature, IReadOnlyList<MailKey> known)
    {
        try
        {
            var data = new CmsSignedData(signature.ToArray());
            using var content = new MemoryStream();
            data.SignedContent.Write(content);
            return (Verify(data, known), content.ToArray());
        }
        catch (Exception error) when (HostileInput.IsRefused(error))
        {
            return ([Unreadable], null);
        }
    }

    private List<SignatureCheck> Verify(CmsSignedData data, IReadOnlyList<MailKey> known)
    {
        var certificates = data.GetCertificates();
        var others = certificates.EnumerateMatches(null).Take(MostCertificates).ToList();
        var checks = new List<SignatureCheck>();
        foreach (var signer in data.GetSignerInfos().GetSigners().Take(MostSigners))
        {
            var certificate = others.FirstOrDefault(signer.SignerID.Match);
            checks.Add(certificate is null ? new SignatureCheck(SignatureStatus.UnknownKey) : Check(new SecureMimeDigitalSignature(signer, certificate), certificate, others, known));
        }

        return checks.Count == 0 ? [Unreadable] : checks;
    }

    private SignatureCheck Check(
        SecureMimeDigitalSignature signature,
        Org.BouncyCastle.X509.X509Certificate signer,
        List<Org.BouncyCastle.X509.X509Certificate> others,
        IReadOnlyList<MailKey> known)
    {
        var der = signer.GetEncoded();
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var signedAt = signature.CreationDate == default ? (DateTimeOffset?)null : new DateTimeOffset(DateTime.SpecifyKind(signature.CreationDate, DateTimeKind.Utc));
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var isValid = IsValid(signature);
        return new SignatureCheck(
            isValid ? SignatureStatus.Valid : SignatureStatus.Invalid,
            fingerprint,
            SmimeKeys.AddressesOf(certificate),
            name.Length > 0 ? name : null,
            signedAt,
            isValid && (known.Any(key => key.Kind == MailKeyKind.Smime && key.Fingerprint == fingerprint) || IsIssued(certificate, others, signedAt)),
            der);
    }

    private static bool IsValid(SecureMimeDigitalSignature signature)
    {
        if (signature.DigestAlgorithm is DigestAlgorithm.MD5 or DigestAlgorithm.Sha1)
            return false; // Other content can have the same MD5 or SHA-1.
        try
        {
            return signature.Verify(verifySignatureOnly: true);
        }
        catch (DigitalSignatureVerifyException)
        {
            return false;
        }
    }

    private bool IsIssued(X509Certificate2 certificate, List<Org.BouncyCastle.X509.X509Certificate> others, DateTimeOffset? at)
    {
        if (issuers.Count == 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(issuers.ToArray());
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(EmailProtectionOid));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (at is { } moment)
            chain.ChainPolicy.VerificationTime = moment.LocalDateTime;
        var extra = others.Select(other => X509CertificateLoader.LoadCertificate(other.GetEncoded())).ToList();
        try
        {
            chain.ChainPolicy.ExtraStore.AddRange(extra.ToArray());
            return chain.Build(certificate);
        }
        finally
        {
            foreach (var one in extra)
                one.Dispose();
        }
    }
}
