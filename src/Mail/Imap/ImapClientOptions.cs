using System.Net;
using System.Net.Security;

namespace EmailAgent.Mail.Imap;

/// <summary>Options of <see cref="ImapClient"/>. Several clients can share an instance.</summary>
public sealed record ImapClientOptions
{
    /// <summary>Time for everything up to the known capabilities: resolve, connect, TLS, greeting. Default: 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of the server while a command runs; also the longest wait for a write. Default: 60 seconds.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Limits for what a server sends. Default: <see cref="ImapLimits.Default"/>.</summary>
    public ImapLimits Limits { get; init; } = ImapLimits.Default;

    /// <summary>Allows <see cref="ImapSecurity.None"/> to addresses that are not loopback. Default: false.</summary>
    public bool AllowPlainToRemote { get; init; }

    /// <summary>
    /// Decides which addresses the client connects to. Receives the very address that the host name resolved to, so that a caller who
    /// chooses host names cannot reach every host of this machine's networks. Default: null, all.
    /// </summary>
    public Func<IPAddress, bool>? AddressAllowed { get; init; }

    /// <summary>Replaces the platform's certificate check. Default: null, the platform decides.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Clock for all deadlines. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
