namespace EmailAgent.Grains.Categories;

/// <summary>The offer of a message to end its subscription.</summary>
/// <param name="Addresses">In the sender's order of preference.</param>
/// <param name="IsOneClick">Indicates whether one request suffices (RFC 8058).</param>
/// <param name="IsAuthenticated">Indicates whether the sender's domain was verified; null if the server does not say.</param>
internal sealed record UnsubscribeOffer(Guid MessageId, Guid ConnectionId, IReadOnlyList<string> Addresses, bool IsOneClick, bool? IsAuthenticated);

/// <summary>The way in which a subscription is to be ended.</summary>
/// <param name="Method">One of <see cref="UnsubscriptionMethods"/>.</param>
/// <param name="Target">The address of the offer.</param>
internal sealed record UnsubscribePlan(string Method, string Target);

/// <summary>The outcome of an attempt.</summary>
/// <param name="State">One of <see cref="UnsubscriptionStates"/>.</param>
/// <param name="Status">The HTTP status; null without an answer.</param>
/// <param name="Detail">One sentence for the user.</param>
internal sealed record UnsubscribeOutcome(string State, int? Status, Guid? OutgoingId, string Detail);

/// <summary>A category as the step found it.</summary>
internal sealed record FoundCategory(Guid MessageId, string Category, float Confidence, IReadOnlyList<string> Reasons);
