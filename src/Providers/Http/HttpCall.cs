namespace EmailAgent.Providers.Http;

/// <summary>One call of an API.</summary>
/// <param name="Verb">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">Relative to the base address, with the query.</param>
/// <param name="Body">Null for none.</param>
internal record HttpCall(HttpMethod Verb, string Path, byte[]? Body = null)
{
    public const string JsonType = "application/json";

    /// <summary>Returns the media type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = JsonType;
}
