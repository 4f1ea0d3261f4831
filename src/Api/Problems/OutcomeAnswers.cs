using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

internal static class OutcomeAnswers
{
    /// <summary>Returns the value as an answer, or the refusal as a problem document.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> shape)
        where T : class =>
        outcome.Value is { } value ? shape(value) : new ProblemAnswer(outcome.Problem!);
}
