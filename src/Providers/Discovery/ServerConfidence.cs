namespace EmailAgent.Providers.Discovery;

/// <summary>The trust in a server that was found.</summary>
public enum ServerConfidence
{
    /// <summary>
    /// Only the DNS, which is not authenticated, leads from the domain to this server, which is in another domain (RFC 6186, section 6). The
    /// owner must confirm it before it receives a password.
    /// </summary>
    Low,

    /// <summary>The server answered under a likely name in the domain, with a valid certificate.</summary>
    Medium,

    /// <summary>The server is that of a large provider, in the domain itself, or named by the domain over TLS.</summary>
    High,
}
