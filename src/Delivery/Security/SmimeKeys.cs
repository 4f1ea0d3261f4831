using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace EmailAgent.Delivery.Security;

/// <summary>Certificates of S/MIME, and their secret keys.</summary>
internal static class SmimeKeys
{
    private const string EmailOid = "1.2.840.113549.1.9.1";
    private const string AlternativeNameOid = "2.5.29.17";

    public static MailKey Read(ReadOnlyMemory<byte> content, string? password)
    {
        var type = X509Certificate2.GetCertContentType(content.Span);
        if (type is X509ContentType.Pkcs12)
            return ReadWithSecret(content, password);
        using var certificate = X509CertificateLoader.LoadCertificate(content.Span);
        return Describe(certificate, Join([certificate]), secret: null);
    }

    /// <summary>Returns the certificate of a key, and behind it those of its issuers that came with it.</summary>
    public static IReadOnlyList<X509Certificate2> Certificates(MailKey key)
    {
        var certificates = new List<X509Certificate2>();
        for (var rest = key.Public; rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
            certificates.Add(X509CertificateLoader.LoadCertificate(rest.Span.Slice(sizeof(int), length)));
            rest = rest[(sizeof(int) + length)..];
        }

        return certificates;
    }

    /// <summary>Returns the secret key.</summary>
    public static AsymmetricKeyParameter Secret(MailKey key) =>
        PrivateKeyFactory.CreateKey((key.Secret ?? throw new MailKeyException("This certificate has no secret key.")).ToArray());

    /// <summary>Returns the addresses that a certificate names, in lower case.</summary>
    public static IReadOnlyList<string> AddressesOf(X509Certificate2 certificate)
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == AlternativeNameOid))
        {
            foreach (var name in Org.BouncyCastle.Asn1.X509.GeneralNames.GetInstance(Org.BouncyCastle.Asn1.Asn1Object.FromByteArray(extension.RawData)).GetNames())
            {
                if (name.TagNo == Org.BouncyCastle.Asn1.X509.GeneralName.Rfc822Name)
                    addresses.Add(name.Name.ToString()!.ToLowerInvariant());
            }
        }

        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements))
        {
            if (part.GetSingleElementType().Value == EmailOid && part.GetSingleElementValue() is { } address)
                addresses.Add(address.ToLowerInvariant());
        }

        return [.. addresses];
    }

    private static MailKey ReadWithSecret(ReadOnlyMemory<byte> content, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(content.Span, password, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet);
        try
        {
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new MailKeyException("The PKCS #12 file has no secret key.");
            return Describe(own, Join([own, .. all.Where(certificate => certificate != own)]), Export(own));
        }
        finally
        {
            foreach (var certificate in all)
                certificate.Dispose();
        }
    }

    private static byte[] Export(X509Certificate2 certificate)
    {
        using var key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey();
        return key?.ExportPkcs8PrivateKey() ?? throw new MailKeyException("Only RSA and ECDSA keys are supported.");
    }

    private static MailKey Describe(X509Certificate2 certificate, byte[] content, byte[]? secret)
    {
        var addresses = AddressesOf(certificate);
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return new MailKey(
            MailKeyKind.Smime,
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
            addresses,
            name.Length > 0 && !addresses.Contains(name.ToLowerInvariant()) ? name : null,
            certificate.NotBefore.ToUniversalTime(),
            certificate.NotAfter.ToUniversalTime(),
            content,
            secret is null ? null : (ReadOnlyMemory<byte>?)secret);
    }

    private static byte[] Join(IReadOnlyList<X509Certificate2> certificates)
    {
        using var joined = new MemoryStream();
        var length = new byte[sizeof(int)];
        foreach (var certificate in certificates)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, certificate.RawData.Length);
            joined.Write(length);
            joined.Write(certificate.RawData);
        }

        return joined.ToArray();
    }
}
