using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace EmailAgent.Silo.Cluster;

/// <summary>TLS between the processes of a cluster, in which both sides show a certificate.</summary>
internal sealed class ClusterTls
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _authority;
    private readonly string _name;

    private ClusterTls(X509Certificate2 certificate, X509Certificate2Collection authority, string name) => (_certificate, _authority, _name) = (certificate, authority, name);

    /// <param name="settings">Where the files are.</param>
    /// <param name="name">The cluster's id, which the certificates of its members carry.</param>
    /// <returns>Null if nothing is set.</returns>
    /// <exception cref="InvalidOperationException">Something is missing, or the other members would not take this certificate.</exception>
    public static ClusterTls? Load(ClusterTlsSettings? settings, string name)
    {
        if (settings is null or { Certificate: null, Key: null, Authority: null })
            return null;
        if (settings is not { Certificate: { } certificate, Key: { } key, Authority: { } authority })
            throw new InvalidOperationException("Cluster:Tls needs all of Certificate, Key and Authority.");

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(authority);
            var tls = new ClusterTls(X509Certificate2.CreateFromPemFile(certificate, key), authorities, name);
            return tls.Trusts(tls._certificate) ? tls : throw new InvalidOperationException(
                $"The certificate of Cluster:Tls is not valid now, is not signed by its Authority, or does not carry the cluster's id, {name}, as a DNS name.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The files of Cluster:Tls cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Requires a certificate of the other side, and presents this process's certificate.</summary>
    public void Configure(TlsOptions options)
    {
        options.LocalCertificate = _certificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, errors) => errors == SslPolicyErrors.None && HasName(certificate);
        options.OnAuthenticateAsServer = (_, server) =>
        {
            server.ClientCertificateRequired = true;
            ((SslServerAuthenticationOptions)server.SslServerAuthenticationOptions).CertificateChainPolicy = Policy();
        };
        options.OnAuthenticateAsClient = (_, client) =>
        {
            client.TargetHost = _name;
            ((SslClientAuthenticationOptions)client.SslClientAuthenticationOptions).CertificateChainPolicy = Policy();
        };
    }

    private bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        return chain.Build(certificate) && HasName(certificate);
    }

    private bool HasName(X509Certificate2 certificate) => certificate.MatchesHostname(_name, allowWildcards: false, allowCommonName: false);

    // A private authority has no revocation list; to remove a member, replace the authority.
    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authority);
        return policy;
    }
}
