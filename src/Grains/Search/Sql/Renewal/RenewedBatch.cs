namespace EmailAgent.Grains.Search.Renewal;

/// <summary>The end of a batch of documents, from which the next one goes on.</summary>
/// <param name="UserId">The owner of the last document.</param>
/// <param name="MessageId">The message of the last document.</param>
/// <param name="Renewed">The number of renewed documents; the rest of the batch was passed over.</param>
internal sealed record RenewedBatch(Guid UserId, Guid MessageId, int Renewed);
