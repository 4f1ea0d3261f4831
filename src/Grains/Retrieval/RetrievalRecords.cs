using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Retrieval;

/// <summary>A message that has no vector of the present model yet.</summary>
internal sealed record UnembeddedMessage(Guid Id, DateTimeOffset Date, string Subject, string Sender, string Text);

/// <summary>A vector to store.</summary>
internal sealed record MessageVector(Guid MessageId, float[] Vector);

/// <summary>A query with its names resolved.</summary>
/// <param name="Text">The text whose meaning is compared; empty to compare words only.</param>
/// <param name="Words">The words to find; none for all messages that meet the filter.</param>
/// <param name="Filter">The conditions that every message meets, without the place.</param>
/// <param name="Place">As of <see cref="SearchPlaces.Confine"/>.</param>
internal sealed record RetrievalQuery(string Text, IReadOnlyList<TextTerm> Words, SearchNode Filter, string? Place);

/// <summary>Messages that were found.</summary>
/// <param name="Messages">Best first.</param>
/// <param name="Vectors">The mail that could be compared by meaning.</param>
/// <param name="IsCut">Indicates whether there may be more than the limit.</param>
internal sealed record RetrievedMessages(IReadOnlyList<RankedMessage> Messages, string Mode, SearchCoverage Vectors, bool IsCut);
