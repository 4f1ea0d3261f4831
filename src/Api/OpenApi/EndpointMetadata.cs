using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;

namespace EmailAgent.Api.OpenApi;

internal sealed record RefusalMetadata(IReadOnlyList<ProblemKind> Kinds);

internal sealed record QueryParameterMetadata(IReadOnlyList<QueryParameter> Parameters);
