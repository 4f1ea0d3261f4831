using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>An IMAP mailbox to connect.</summary>
/// <param name="Host">Required.</param>
/// <param name="Port">Default: 993 with <c>tls</c>, else 143.</param>
/// <param name="Username">Required.</param>
/// <param name="Password">Required; stored encrypted, never shown again.</param>
/// <param name="Security">Default: <c>tls</c>.</param>
/// <param name="Email">Default: the user name, where it is an address.</param>
internal sealed record ImapRequest(
    [property: Required] string? Host,
    int? Port,
    [property: Required] string? Username,
    [property: Required] string? Password,
    TransportSecurity? Security,
    string? Email,
    string? DisplayName);

/// <summary>What to change; what is absent or null stays.</summary>
/// <param name="DisplayName">An empty text clears it.</param>
/// <param name="Password">Tried by a login before it replaces the old one.</param>
/// <param name="PollMode">For a mailbox that can be pushed: <c>fast</c>, <c>normal</c> or <c>slow</c>.</param>
/// <param name="Push">For a mailbox that can be pushed: whether its provider shall push.</param>
/// <param name="Poll">For a mailbox that can be pushed: polled while that is <c>needed</c>, because pushes cannot be relied on, or <c>always</c>.</param>
internal sealed record ConnectionRequest(string? DisplayName, string? Password, PollMode? PollMode, bool? Push, PollWhen? Poll);

/// <summary>A provider's state over all the caller's connections of that kind.</summary>
/// <param name="Connected">All of them work, and there is one.</param>
/// <param name="Email">The address of the first one that does not work, else of the first.</param>
/// <param name="LastSync">That one's last complete round.</param>
/// <param name="Error">That one's error.</param>
internal sealed record ProviderStatusAnswer(bool Connected, string? Email, DateTimeOffset? LastSync, string? Error);

/// <summary>A mailbox to sign in to with its provider.</summary>
/// <param name="RedirectUri">Required; where the provider sends the user back to, one that the configuration allows.</param>
/// <param name="Scopes">Of <c>mail</c>, which is always asked for, <c>calendar</c> and <c>contacts</c>. Default: mail only.</param>
internal sealed record AuthUrlRequest([property: Required] string? RedirectUri, [property: AllowedValues("mail", "calendar", "contacts")] IReadOnlyList<string>? Scopes);

/// <summary>What the user came back from the provider with.</summary>
/// <param name="Code">Required.</param>
/// <param name="State">Required; good once.</param>
internal sealed record CallbackRequest([property: Required] string? Code, [property: Required] string? State);
