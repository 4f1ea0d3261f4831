using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;

namespace EmailAgent.Api.OpenApi;

internal sealed record RefusalMetadata(IReadOnlyList<ProblemKind> Kinds);

/// <summary>Marks an endpoint that honours If-Match.</summary>
internal sealed record IfMatchMetadata;

internal sealed record QueryParameterMetadata(IReadOnlyList<QueryParameter> Parameters);
