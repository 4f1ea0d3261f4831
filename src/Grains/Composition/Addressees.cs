using EmailAgent.Delivery.Messages;

namespace EmailAgent.Grains.Composition;

/// <summary>The addresses of a message; null for a field that the request does not have.</summary>
internal sealed record Addressees(
    IReadOnlyList<OutgoingAddress>? To,
    IReadOnlyList<OutgoingAddress>? Cc,
    IReadOnlyList<OutgoingAddress> Bcc,
    IReadOnlyList<OutgoingAddress>? ReplyTo);
