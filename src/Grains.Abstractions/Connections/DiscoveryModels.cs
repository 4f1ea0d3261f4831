using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace EmailAgent.Grains.Connections;

/// <summary>The mail servers that were found for an address, and how to connect its mailbox.</summary>
/// <param name="Provider">The kind of mailbox to connect.</param>
/// <param name="SignIn">
/// <c>oauth</c> where the owner signs in with the provider, <c>password</c> where the servers take a password.
/// </param>
/// <param name="Server">The server that the mailbox is read from; null if none was found.</param>
/// <param name="Smtp">The server that sends its mail; null if none was found.</param>
/// <param name="Source">
/// The source of the server that the mailbox is read from, or of the other if there is none: <c>provider</c> (a table of large providers),
/// <c>srv</c> (records of the domain), <c>mx</c> (the provider that receives the domain's mail), <c>autoconfig</c> (the domain's configuration
/// for mail programs) or <c>guess</c> (a likely name, under which a server answered); null if none was found.
/// </param>
/// <param name="Confidence">
/// The lower of both servers' confidence: <c>high</c>, <c>medium</c> for a guess, or <c>low</c> where only unauthenticated records lead to
/// another domain, so that the owner must confirm the server; null if none was found.
/// </param>
/// <param name="Notes">What the owner needs to know, such as that an app password is required.</param>
[GenerateSerializer, Immutable, Alias("discovered-servers")]
public sealed record DiscoveredServers(
    [property: Id(0), ProviderName] string Provider,
    [property: Id(1), AllowedValues("password", "oauth")] string SignIn,
    [property: Id(2), JsonPropertyName(ProviderNames.ServerField)] ServerSettings? Server,
    [property: Id(3)] ServerSettings? Smtp,
    [property: Id(4), AllowedValues("provider", "srv", "mx", "autoconfig", "guess")] string? Source,
    [property: Id(5), AllowedValues("high", "medium", "low")] string? Confidence,
    [property: Id(6)] IReadOnlyList<string> Notes);
