namespace EmailAgent.Delivery.Messages;

/// <summary>An address with the name that is shown with it.</summary>
/// <param name="Name">Display name; null or empty for none.</param>
/// <param name="Address">Bare address. Its domain can be in Unicode; a local part outside ASCII makes the whole message need SMTPUTF8.</param>
public sealed record OutgoingAddress(string? Name, string Address);
