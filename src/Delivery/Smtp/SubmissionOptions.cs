using System.Net;
using System.Net.Security;

namespace EmailAgent.Delivery.Smtp;

/// <summary>Options of <see cref="SubmissionClient"/>. Several clients can share an instance.</summary>
/// <remarks>The waits follow RFC 5321 section 4.5.3.2. A wait is for a whole reply: bytes that drip do not prolong it.</remarks>
public sealed record SubmissionOptions
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

    /// <summary>Longest time for one message from its first command to the last reply. Shorter than the waits above together. Default: 1 hour.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Longest wait for the reply to QUIT. Default: 5 seconds.</summary>
    public TimeSpan QuitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limits for what a server sends and a caller requests. Default: <see cref="SmtpLimits.Default"/>.</summary>
    public SmtpLimits Limits { get; init; } = SmtpLimits.Default;

    /// <summary>Name to greet with: a host name or an address in brackets. Default: null, the connection's own address (RFC 5321 section 4.1.3).</summary>
    public string? LocalName { get; init; }

    /// <summary>Allows <see cref="SmtpSecurity.None"/> to addresses that are not loopback, and with it secrets in the open. Default: false.</summary>
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
