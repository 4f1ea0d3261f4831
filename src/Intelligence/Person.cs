namespace EmailAgent.Intelligence;

/// <summary>An address in a message.</summary>
/// <param name="Name">The display name; null if the message gives none.</param>
/// <param name="Email">The address in lower case.</param>
internal sealed record Person(string? Name, string Email);
