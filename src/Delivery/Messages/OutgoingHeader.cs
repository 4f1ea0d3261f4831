namespace EmailAgent.Delivery.Messages;

/// <summary>A header field that no property of <see cref="OutgoingMessage"/> stands for.</summary>
/// <param name="Name">Field name.</param>
/// <param name="Value">Unencoded text.</param>
public sealed record OutgoingHeader(string Name, string Value);
