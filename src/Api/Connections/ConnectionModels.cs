using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>A mailbox to connect with a password.</summary>
/// <param name="Host">Default: found for the address, as by <c>POST /connections/discover</c>.</param>
/// <param name="Port">Default: that of the protocol, such as 993 with <c>tls</c>, else 143.</param>
/// <param name="Username">Required unless <c>email</c> is given; default: the address, or what is usual at a server that is found.</param>
/// <param name="Password">Required; stored encrypted, never shown again.</param>
/// <param name="Security">Default: <c>tls</c>.</param>
/// <param name="Email">Default: the user name, if it is an address.</param>
/// <param name="Smtp">
/// The submission server. Default: found for the host and the address, and verified by the login of the mailbox. A mailbox is connected also
/// without one, or if it refuses the login; the answer then has the reason in <c>send_error</c>.
/// </param>
internal sealed record ConnectRequest(
    string? Host,
    int? Port,
    string? Username,
    [property: Required] string? Password,
    TransportSecurity? Security,
    string? Email,
    string? DisplayName,
    SmtpServerRequest? Smtp);

/// <summary>An address whose mail servers are to be found.</summary>
/// <param name="Email">Required.</param>
internal sealed record DiscoverRequest([property: Required] string? Email);

/// <summary>The submission server of a mailbox.</summary>
/// <param name="Host">Required.</param>
/// <param name="Port">Default: 465 with <c>tls</c>, else 587.</param>
/// <param name="Security">Default: <c>tls</c>; <c>starttls</c> on port 587.</param>
/// <param name="Username">Default: that of the mailbox.</param>
/// <param name="Password">Default: that of the mailbox. Stored encrypted, never shown again.</param>
internal sealed record SmtpServerRequest(
    [property: Required] string? Host,
    int? Port,
    TransportSecurity? Security,
    string? Username,
    string? Password);

/// <summary>Changes to a mailbox; absent or null fields stay.</summary>
/// <param name="DisplayName">An empty text clears it.</param>
/// <param name="Password">Verified by a login before it replaces the old one.</param>
/// <param name="PollMode">For a mailbox with push support: <c>fast</c>, <c>normal</c> or <c>slow</c>.</param>
/// <param name="Push">For a mailbox with push support: whether its provider pushes.</param>
/// <param name="Poll">For a mailbox with push support: polled while <c>needed</c>, because pushes are unreliable, or <c>always</c>.</param>
/// <param name="Smtp">The submission server, verified by a login before it replaces the old one.</param>
internal sealed record ConnectionRequest(string? DisplayName, string? Password, PollMode? PollMode, bool? Push, PollWhen? Poll, SmtpServerRequest? Smtp);

/// <summary>A provider's state over all the caller's connections of that kind.</summary>
/// <param name="Connected">There are connections, and all of them work.</param>
/// <param name="Email">The address of the first failing connection, otherwise of the first.</param>
/// <param name="LastSync">The last complete sync of that connection.</param>
/// <param name="Error">The error of that connection.</param>
internal sealed record ProviderStatusAnswer(bool Connected, string? Email, DateTimeOffset? LastSync, string? Error);
