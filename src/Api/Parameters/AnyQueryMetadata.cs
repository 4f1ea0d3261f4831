namespace EmailAgent.Api.Parameters;

/// <summary>Marks an endpoint whose callers may add query parameters of their own: what others than clients of this API call.</summary>
internal sealed record AnyQueryMetadata;
