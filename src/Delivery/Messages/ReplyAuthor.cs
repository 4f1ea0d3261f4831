namespace EmailAgent.Delivery.Messages;

/// <summary>Author and time of a reply or a forwarded message.</summary>
/// <param name="From">The author of the new message.</param>
/// <param name="Date">When it is written.</param>
/// <param name="MessageId">Identifier of the new message, without angle brackets; see <see cref="OutgoingMessage.NewMessageId"/>.</param>
public sealed record ReplyAuthor(OutgoingAddress From, DateTimeOffset Date, string MessageId)
{
    /// <summary>The author's other addresses, which get no copy of a reply to all. Default: none.</summary>
    public IReadOnlyCollection<string> OtherAddresses { get; init; } = [];

    internal bool Is(OutgoingAddress address) =>
        From.Address.Equals(address.Address, StringComparison.OrdinalIgnoreCase) || OtherAddresses.Contains(address.Address, StringComparer.OrdinalIgnoreCase);
}
