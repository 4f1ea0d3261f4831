namespace EmailAgent.Providers.Webhooks;

/// <summary>The outcome of a request to an endpoint.</summary>
/// <param name="Status">The HTTP status; null without an answer.</param>
/// <param name="Head">The beginning of the body as text; null without an answer.</param>
/// <param name="Error">One sentence for the owner; null with an answer.</param>
/// <param name="RetryAfter">The wait that the answer requests; null for none.</param>
public sealed record WebhookReply(int? Status, string? Head, string? Error, TimeSpan? RetryAfter)
{
    /// <summary>Indicates whether the endpoint accepted the delivery.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
