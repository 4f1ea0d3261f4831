using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Composition;

/// <summary>An address from which a mailbox sends, with its name and signature.</summary>
/// <param name="Email">The bare address.</param>
/// <param name="DisplayName">The name beside it; null for none.</param>
/// <param name="ReplyTo">The address for replies; null for the address itself.</param>
/// <param name="SignatureText">The signature of texts; null for none, or for one made from the HTML.</param>
/// <param name="SignatureHtml">The signature of HTML; null for none, or for one made from the text.</param>
/// <param name="IsDefault">Whether mail is sent from it unless a message names another one.</param>
/// <param name="Source"><c>mailbox</c> for the address of the mailbox, <c>provider</c> for one that its provider keeps, <c>user</c> for one that was added.</param>
[GenerateSerializer, Immutable, Alias("mail-identity")]
public sealed record MailIdentity(
    [property: Id(0)] string Id,
    [property: Id(1)] string Email,
    [property: Id(2)] string? DisplayName,
    [property: Id(3)] string? ReplyTo,
    [property: Id(4)] string? SignatureText,
    [property: Id(5)] string? SignatureHtml,
    [property: Id(6)] bool IsDefault,
    [property: Id(7), AllowedValues("mailbox", "provider", "user")] string Source,
    [property: Id(8)] DateTimeOffset UpdatedAt);

/// <summary>An identity to add. Whether mail from its address is accepted is decided by the mailbox's server for outgoing mail.</summary>
/// <param name="Email">Required; the bare address, one identity for each.</param>
/// <param name="DisplayName">The name beside it; none when absent.</param>
/// <param name="ReplyTo">The address for replies; the address itself when absent.</param>
/// <param name="SignatureText">The signature of texts; made from the HTML when absent.</param>
/// <param name="SignatureHtml">The signature of HTML, which is sanitized; made from the text when absent.</param>
/// <param name="IsDefault">Makes it the default one; false when absent.</param>
[GenerateSerializer, Immutable, Alias("mail-identity-request")]
public sealed record MailIdentityRequest(
    [property: Id(0)] string Email,
    [property: Id(1)] string? DisplayName,
    [property: Id(2)] string? ReplyTo,
    [property: Id(3)] string? SignatureText,
    [property: Id(4)] string? SignatureHtml,
    [property: Id(5)] bool? IsDefault);

/// <summary>Changes to an identity; absent or null fields stay, and an empty text removes a value.</summary>
/// <param name="IsDefault">True makes it the default one; false is refused, since there is always one.</param>
[GenerateSerializer, Immutable, Alias("mail-identity-changes")]
public sealed record MailIdentityChangesRequest(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? ReplyTo,
    [property: Id(2)] string? SignatureText,
    [property: Id(3)] string? SignatureHtml,
    [property: Id(4)] bool? IsDefault);

/// <summary>All identities of a mailbox.</summary>
[GenerateSerializer, Immutable, Alias("mail-identity-list")]
public sealed record MailIdentityList(
    [property: Id(0)] IReadOnlyList<MailIdentity> Items);
