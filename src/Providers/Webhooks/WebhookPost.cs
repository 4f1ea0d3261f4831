namespace EmailAgent.Providers.Webhooks;

/// <summary>A request to an endpoint.</summary>
/// <param name="Url">An address that <see cref="WebhookClient.CheckAsync"/> accepted.</param>
/// <param name="Headers">All fields of the header besides those of the body.</param>
/// <param name="Body">The content.</param>
public sealed record WebhookPost(Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets the media type of the content. Default: JSON in UTF-8.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";
}
