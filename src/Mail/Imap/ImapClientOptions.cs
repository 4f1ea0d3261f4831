using System.Net;
using System.Net.Security;

namespace EmailAgent.Mail.Imap;

/// <summary>How an <see cref="ImapClient"/> behaves. One instance may serve any number of clients.</summary>
public sealed record ImapClientOptions
{
    /// <summary>Time for everything up to the known capabilities: resolve, connect, TLS, greeting. Default: 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of the server while a command runs; also the longest wait for a write. Default: 60 seconds.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What a server may send at most. Default: <see cref="ImapLimits.Default"/>.</summary>
    public ImapLimits Limits { get; init; } = ImapLimits.Default;

    /// <summary>Allows <see cref="ImapSecurity.None"/> to addresses that are not loopback. Default: false.</summary>
    public bool AllowPlainToRemote { get; init; }

    /// <summary>
    /// Which addresses may be connected to, asked about the very address that the host's name led to: for hosts that are named by somebody
    /// who must not reach all that this machine can. Default: null, all.
    /// </summary>
    public Func<IPAddress, bool>? AddressAllowed { get; init; }

    /// <summary>Replaces the platform's certificate check. Default: null, the platform decides.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Clock for all deadlines. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
