using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

/// <summary>A refusal on its way to the caller.</summary>
internal sealed record Refusal(ProblemKind Kind, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null, int? RetryAfter = null)
{
    public static Refusal From(Problem problem) => new(
        ProblemKinds.Get(problem.Code),
        problem.Others is null ? problem.Detail : "Several fields are invalid; see errors.",
        problem.Field is null
            ? null
            : (problem.Others ?? []).Prepend(problem).Where(one => one.Field is not null).ToDictionary(one => one.Field!, one => (one.Reasons ?? [one.Detail]).ToArray()),
        problem.RetryAfter);

    public static Refusal From(string code, string detail) => new(ProblemKinds.Get(code), detail);

    public static Refusal NotFound(string what) => From(ProblemCodes.NotFound, $"There is no such {what}.");
}
