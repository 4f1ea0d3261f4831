namespace EmailAgent.Api.Http;

/// <summary>The other sites whose pages may call the API from a browser.</summary>
/// <param name="Origins">Scheme, host and port, as browsers write them.</param>
internal sealed record AllowedOrigins(IReadOnlyList<string> Origins);
