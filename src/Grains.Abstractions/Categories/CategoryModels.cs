namespace EmailAgent.Grains.Categories;

/// <summary>A category with the number of its messages.</summary>
/// <param name="MessageCount">Number of messages outside of trash and spam.</param>
/// <param name="UnreadCount">How many of them are unread.</param>
[GenerateSerializer, Immutable, Alias("category-count")]
public sealed record CategoryCount(
    [property: Id(0), CategoryName] string Category,
    [property: Id(1)] long MessageCount,
    [property: Id(2)] long UnreadCount);

/// <summary>An attempt to end a subscription.</summary>
/// <param name="Sender">The address of the sender.</param>
/// <param name="ConnectionId">The mailbox that receives the subscription.</param>
/// <param name="EmailId">The message that says how to end it.</param>
/// <param name="State">The state of the attempt.</param>
/// <param name="Method">The way in which the subscription is ended.</param>
/// <param name="Url">The address of a page on which the user ends it; null unless the method is <c>link</c>.</param>
/// <param name="OutgoingId">The mail that asks to end it; null unless the method is <c>mail</c>.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Detail">One sentence for the user.</param>
[GenerateSerializer, Immutable, Alias("unsubscription")]
public sealed record Unsubscription(
    [property: Id(0)] string Id,
    [property: Id(1)] string Sender,
    [property: Id(2)] string ConnectionId,
    [property: Id(3)] string EmailId,
    [property: Id(4), UnsubscriptionStateName] string State,
    [property: Id(5), UnsubscriptionMethodName] string Method,
    [property: Id(6)] string? Url,
    [property: Id(7)] string? OutgoingId,
    [property: Id(8)] int? Status,
    [property: Id(9)] string Detail,
    [property: Id(10)] DateTimeOffset CreatedAt);

/// <summary>The messages of a sender on their way into the archive.</summary>
/// <param name="Sender">The address of the sender.</param>
/// <param name="Count">Number of messages that are archived.</param>
[GenerateSerializer, Immutable, Alias("sender-archiving")]
public sealed record SenderArchiving(
    [property: Id(0)] string Sender,
    [property: Id(1)] long Count);
