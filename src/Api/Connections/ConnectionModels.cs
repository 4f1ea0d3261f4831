using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>An IMAP mailbox to connect.</summary>
/// <param name="Host">Required.</param>
/// <param name="Port">Default: 993 with <c>tls</c>, else 143.</param>
/// <param name="Username">Required.</param>
/// <param name="Password">Required; stored encrypted, never shown again.</param>
/// <param name="Security">Default: <c>tls</c>.</param>
/// <param name="Email">Default: the user name, if it is an address.</param>
internal sealed record ImapRequest(
    [property: Required] string? Host,
    int? Port,
    [property: Required] string? Username,
    [property: Required] string? Password,
    TransportSecurity? Security,
    string? Email,
    string? DisplayName);

/// <summary>Changes to a mailbox; absent or null fields stay.</summary>
/// <param name="DisplayName">An empty text clears it.</param>
/// <param name="Password">Verified by a login before it replaces the old one.</param>
/// <param name="PollMode">For a mailbox with push support: <c>fast</c>, <c>normal</c> or <c>slow</c>.</param>
/// <param name="Push">For a mailbox with push support: whether its provider pushes.</param>
/// <param name="Poll">For a mailbox with push support: polled while <c>needed</c>, because pushes are unreliable, or <c>always</c>.</param>
internal sealed record ConnectionRequest(string? DisplayName, string? Password, PollMode? PollMode, bool? Push, PollWhen? Poll);

/// <summary>A provider's state over all the caller's connections of that kind.</summary>
/// <param name="Connected">There are connections, and all of them work.</param>
/// <param name="Email">The address of the first failing connection, otherwise of the first.</param>
/// <param name="LastSync">The last complete sync of that connection.</param>
/// <param name="Error">The error of that connection.</param>
internal sealed record ProviderStatusAnswer(bool Connected, string? Email, DateTimeOffset? LastSync, string? Error);

/// <summary>A mailbox to sign in to with its provider.</summary>
/// <param name="RedirectUri">Required; the address to which the provider returns the user, one of those in the configuration.</param>
/// <param name="Scopes">Of <c>mail</c>, which is always requested, <c>calendar</c> and <c>contacts</c>. Default: only mail.</param>
internal sealed record AuthUrlRequest([property: Required] string? RedirectUri, [property: AllowedValues("mail", "calendar", "contacts")] IReadOnlyList<string>? Scopes);

/// <summary>The parameters with which the user returns from the provider.</summary>
/// <param name="Code">Required.</param>
/// <param name="State">Required; single-use.</param>
internal sealed record CallbackRequest([property: Required] string? Code, [property: Required] string? State);
