namespace EmailAgent.Mail.Transport;

/// <summary>Stage at which an attempt to connect ended.</summary>
internal enum DialStage
{
    /// <summary>The host name has no address.</summary>
    Resolve,

    /// <summary>No address accepted, or policy forbids plain connections there.</summary>
    Connect,

    /// <summary>TLS could not be established.</summary>
    Tls,
}
