namespace EmailAgent.Silo.Cluster;

/// <summary>
/// The configuration section <c>Cluster:Tls</c> of silos and APIs: all of it, or none. A process with a certificate of the authority
/// for the cluster's name is a member, and can call any grain.
/// </summary>
internal sealed class ClusterTlsSettings
{
    /// <summary>A PEM file with this process's certificate; it must carry the cluster's id as a DNS name.</summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with its private key.</summary>
    public string? Key { get; set; }

    /// <summary>A PEM file with the authority that signed the certificates of all members; system-wide authorities are ignored.</summary>
    public string? Authority { get; set; }
}
