using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

/// <summary>A refusal on its way to the caller.</summary>
internal sealed record Refusal(ProblemKind Kind, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null, int? RetryAfter = null)
{
    public static Refusal From(Problem problem) => new(
        ProblemKinds.Get(problem.Code),
        problem.Detail,
        problem.Field is null ? null : new Dictionary<string, string[]> { [problem.Field] = [.. problem.Reasons ?? [problem.Detail]] },
        problem.RetryAfter);

    public static Refusal From(string code, string detail) => new(ProblemKinds.Get(code), detail);

    public static Refusal NotFound(string what) => From(ProblemCodes.NotFound, $"There is no such {what}.");
}
