namespace EmailAgent.Api.Parameters;

/// <summary>The body of a request to an endpoint that takes none: no field is known.</summary>
internal sealed record NoFieldsRequest;
