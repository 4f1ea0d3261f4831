namespace EmailAgent.Grains.ApiKeys;

/// <summary>An API key together with its owner: the key of <see cref="IApiKeyGrain"/>.</summary>
public readonly record struct ApiKeyId(Guid UserId, Guid KeyId)
{
    /// <summary>Formats the grain key: both ids, separated by a slash.</summary>
    public override string ToString() => $"{UserId:N}/{KeyId:N}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static ApiKeyId Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? throw new FormatException("The key of an API key's grain is two ids separated by a slash.")
            : new ApiKeyId(Guid.ParseExact(key.AsSpan(0, slash), "N"), Guid.ParseExact(key.AsSpan(slash + 1), "N"));
    }
}
