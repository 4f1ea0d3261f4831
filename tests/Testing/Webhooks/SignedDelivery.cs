namespace EmailAgent.Testing;

/// <summary>A delivery of a webhook to verify.</summary>
/// <param name="Id">The value of <c>webhook-id</c>.</param>
/// <param name="Timestamp">The value of <c>webhook-timestamp</c>.</param>
/// <param name="Signature">The value of <c>webhook-signature</c>.</param>
/// <param name="Body">The body as text.</param>
public sealed record SignedDelivery(string Id, string Timestamp, string Signature, string Body);
