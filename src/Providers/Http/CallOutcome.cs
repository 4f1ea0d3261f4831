namespace EmailAgent.Providers.Http;

/// <summary>The outcome of a call. Texts name the provider by its title.</summary>
/// <param name="Reason">The reason for the owner; null when the call succeeded.</param>
/// <param name="RetryAfter">The wait that the provider requests.</param>
internal readonly record struct CallOutcome(CallVerdict Verdict, string? Reason = null, TimeSpan? RetryAfter = null)
{
    private const int LongestReason = 200;

    /// <summary>Indicates whether the call certainly did not reach the provider.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Indicates whether another attempt could succeed.</summary>
    public bool IsPassing => Verdict is CallVerdict.TokenRejected or CallVerdict.Busy or CallVerdict.Failing;

    public static CallOutcome Unreachable(string title) => new(CallVerdict.Failing, $"{title} cannot be reached at the moment.");

    public static CallOutcome TooLarge(string title) => new(CallVerdict.TooLarge, $"{title}'s answer is larger than what is read.");

    public static CallOutcome TokenRejected(string title) => new(CallVerdict.TokenRejected, $"{title} refused the sign-in.");

    public static CallOutcome Busy(string title, TimeSpan? retryAfter) => new(CallVerdict.Busy, $"{title} asks for fewer calls.", retryAfter);

    /// <param name="message">The provider's own words; null or empty when there are none.</param>
    public static CallOutcome Refused(string title, int status, string? message) =>
        new(CallVerdict.Refused, $"{title} refused: {Quote(message is { Length: > 0 } text ? text : $"status {status}")}");

    /// <summary>Returns the error for a call that is not repeated.</summary>
    public ProviderException ToException() => new(
        Verdict switch
        {
            CallVerdict.TokenRejected => ProviderFailure.Authentication,
            CallVerdict.Busy => ProviderFailure.Busy,
            CallVerdict.Failing => ProviderFailure.Unreachable,
            CallVerdict.TooLarge => ProviderFailure.TooLarge,
            _ => ProviderFailure.Refused,
        },
        Reason ?? "The call was not done.")
    {
        RetryAfter = RetryAfter,
    };

    /// <summary>Judges an answer by its status alone.</summary>
    /// <returns>Null for a status that means something else with each provider, or nothing without the body.</returns>
    public static CallOutcome? Of(string title, int status, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => new CallOutcome(CallVerdict.Done),
        401 => TokenRejected(title),
        404 => new CallOutcome(CallVerdict.NotFound, $"{title} does not have it."),
        429 => Busy(title, retryAfter),
        408 or >= 500 => new CallOutcome(CallVerdict.Failing, $"{title} failed with status {status}.", retryAfter),
        _ => null,
    };

    /// <summary>Takes the provider's words without control characters, cut where they are long, but in no character.</summary>
    private static string Quote(string words)
    {
        var length = Math.Min(words.Length, LongestReason);
        if (length < words.Length && char.IsHighSurrogate(words[length - 1]))
        {
            length--;
        }

        return string.Concat(words.Take(length).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
