using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.SignIn;

/// <summary>A kind of mailbox that can be connected.</summary>
/// <param name="Auth">How to connect: <c>password</c> or <c>oauth</c>.</param>
/// <param name="Configured">Whether this installation can connect it.</param>
/// <param name="Note">The reason why it cannot, for the operator; null if it can.</param>
[GenerateSerializer, Immutable, Alias("provider-info")]
public sealed record ProviderInfo(
    [property: Id(0), ProviderName] string Id,
    [property: Id(1)] string Name,
    [property: Id(2), AllowedValues("password", "oauth")] string Auth,
    [property: Id(3)] bool Configured,
    [property: Id(4)] string? Note);

/// <summary>A mailbox to sign in to with its provider.</summary>
/// <param name="RedirectUri">Required; the address to which the provider returns the user, one of those in the configuration.</param>
/// <param name="Scopes">Of <c>mail</c>, which is always requested, <c>calendar</c> and <c>contacts</c>. Default: only mail.</param>
[GenerateSerializer, Immutable, Alias("sign-in-request")]
public sealed record AuthUrlRequest(
    [property: Id(0)] string RedirectUri,
    [property: Id(1), AllowedValues("mail", "calendar", "contacts")] IReadOnlyList<string>? Scopes);

/// <summary>A sign-in that has begun.</summary>
/// <param name="Url">The address to which to send the user's browser.</param>
/// <param name="State">The single-use state with which it returns, besides the code.</param>
[GenerateSerializer, Immutable, Alias("sign-in-start")]
public sealed record SignInStart(
    [property: Id(0)] string Url,
    [property: Id(1)] string State,
    [property: Id(2)] DateTimeOffset ExpiresAt);

/// <summary>The parameters with which the user returns from the provider.</summary>
/// <param name="Code">Required.</param>
/// <param name="State">Required; single-use.</param>
[GenerateSerializer, Immutable, Alias("sign-in-return")]
public sealed record CallbackRequest([property: Id(0)] string Code, [property: Id(1)] string State)
{
    public override string ToString() => nameof(CallbackRequest);
}

/// <param name="IsNew">False for a mailbox that was already connected and now has new tokens.</param>
[GenerateSerializer, Immutable, Alias("signed-in")]
public sealed record SignedIn([property: Id(0)] Connection Connection, [property: Id(1)] bool IsNew);

/// <summary>Grant of a provider for one account.</summary>
/// <param name="AccountKey">The provider's permanent id of the account.</param>
/// <param name="Settings">The provider's settings for a new connection to it, as a JSON object.</param>
/// <param name="RefreshToken">Null if the stored one stays valid.</param>
[GenerateSerializer, Immutable, Alias("sign-in-grant")]
public sealed record SignInGrant(
    [property: Id(0)] string Provider,
    [property: Id(1)] string AccountKey,
    [property: Id(2)] string Email,
    [property: Id(3)] string Settings,
    [property: Id(4)] string? RefreshToken,
    [property: Id(5)] string AccessToken,
    [property: Id(6)] DateTimeOffset ExpiresAt,
    [property: Id(7)] IReadOnlyList<string> Scopes)
{
    public override string ToString() => nameof(SignInGrant);
}
