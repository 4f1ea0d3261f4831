using System.Net;
using System.Net.Security;

namespace EmailAgent.Mail.Smtp;

/// <summary>How an <see cref="SmtpClient"/> behaves. One instance may serve any number of clients.</summary>
/// <remarks>The waits follow RFC 5321 section 4.5.3.2. A wait is for a whole reply: bytes that drip do not prolong it.</remarks>
public sealed record SmtpClientOptions
{
    /// <summary>Time for everything up to the known capabilities: resolve, connect, TLS, greeting, EHLO. Default: 60 seconds, as servers delay greetings against spam.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for the reply to a command. Default: 5 minutes.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the network to take one block of the message. Default: 3 minutes.</summary>
    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Longest wait for the reply to the end of a message, while the server scans and stores it. Shorter makes
    /// <see cref="SmtpOutcome.Unknown"/> likelier. Default: 10 minutes.
    /// </summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest wait for the reply to QUIT. Default: 5 seconds.</summary>
    public TimeSpan QuitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a server may send and a caller may ask at most. Default: <see cref="SmtpLimits.Default"/>.</summary>
    public SmtpLimits Limits { get; init; } = SmtpLimits.Default;

    /// <summary>Name to greet with: a host name or an address in brackets. Default: null, the connection's own address (RFC 5321 section 4.1.3).</summary>
    public string? LocalName { get; init; }

    /// <summary>Sends by BDAT where the server offers CHUNKING, not only where a binary message demands it. Default: false, DATA is what every server was tested with.</summary>
    public bool PreferChunking { get; init; }

    /// <summary>Allows <see cref="SmtpSecurity.None"/> to addresses that are not loopback, and with it secrets in the open. Default: false.</summary>
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
