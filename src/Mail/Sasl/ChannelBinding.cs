using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// Channel binding of an exchange to its TLS connection. Of the types in use this is tls-server-end-point: tls-exporter (RFC 9266)
/// needs keying material that <see cref="SslStream"/> does not provide, and tls-unique is not defined for TLS 1.3.
/// </summary>
internal static class ChannelBinding
{
    public const string ServerEndPointName = "tls-server-end-point";

    // Signature algorithms by object identifier. MD5 and SHA-1 count as SHA-256 (RFC 5929 section 4.1).
    private static readonly Dictionary<string, HashAlgorithmName> Hashes = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.4"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.1.1.5"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.1.1.11"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.1.1.12"] = HashAlgorithmName.SHA384,
        ["1.2.840.113549.1.1.13"] = HashAlgorithmName.SHA512,
        ["1.2.840.10045.4.1"] = HashAlgorithmName.SHA256,
        ["1.2.840.10045.4.3.2"] = HashAlgorithmName.SHA256,
        ["1.2.840.10045.4.3.3"] = HashAlgorithmName.SHA384,
        ["1.2.840.10045.4.3.4"] = HashAlgorithmName.SHA512,
    };

    /// <summary>Returns the binding of a stream; null without TLS and for certificates whose signature names no single hash.</summary>
    public static byte[]? ServerEndPoint(Stream stream)
        => stream is SslStream { RemoteCertificate: X509Certificate2 certificate } ? ServerEndPoint(certificate) : null;

    public static byte[]? ServerEndPoint(X509Certificate2 certificate)
        => Hashes.TryGetValue(certificate.SignatureAlgorithm.Value ?? "", out var hash) ? certificate.GetCertHash(hash) : null;
}
