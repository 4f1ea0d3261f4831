namespace EmailAgent.Api.Parameters;

/// <summary>Marks an endpoint that other services call, not clients of this API: query parameters and bodies of any form are let through to it.</summary>
internal sealed record AnyQueryMetadata;
