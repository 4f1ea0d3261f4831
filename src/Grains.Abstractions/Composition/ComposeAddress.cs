namespace EmailAgent.Grains.Composition;

/// <summary>An address of a message to be sent, as text such as <c>Ada &lt;ada@example.org&gt;</c>, or as an object with email and name.</summary>
/// <param name="Name">The display name; null for none.</param>
/// <param name="Email">The bare address; its domain can be in Unicode.</param>
[GenerateSerializer, Immutable, Alias("compose-address")]
public sealed record ComposeAddress(
    [property: Id(0)] string? Name,
    [property: Id(1)] string Email);
