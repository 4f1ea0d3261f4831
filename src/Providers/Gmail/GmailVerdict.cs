using System.Text.Json;

namespace EmailAgent.Providers.Gmail;

/// <summary>What an answer means for the call.</summary>
internal enum GmailVerdict
{
    Done,

    /// <summary>The message, label or stretch of history is not there.</summary>
    NotFound,

    /// <summary>The access token is not, or no longer, good.</summary>
    TokenRejected,

    /// <summary>Too many calls.</summary>
    Busy,

    /// <summary>Google could not be reached, or failed.</summary>
    Failing,

    /// <summary>Google understood the call and will not do it.</summary>
    Refused,

    /// <summary>The answer is larger than what is read.</summary>
    TooLarge,
}

/// <param name="Reason">What to tell the owner; null when the call was done.</param>
/// <param name="RetryAfter">The wait that Google asks for.</param>
internal readonly record struct GmailOutcome(GmailVerdict Verdict, string? Reason = null, TimeSpan? RetryAfter = null)
{
    private const int LongestReason = 200;

    public static GmailOutcome Unreachable => new(GmailVerdict.Failing, "Gmail cannot be reached at the moment.");

    public static GmailOutcome TooLarge => new(GmailVerdict.TooLarge, "Gmail's answer is larger than what is read.");

    /// <summary>Whether trying again could help.</summary>
    public bool IsPassing => Verdict is GmailVerdict.TokenRejected or GmailVerdict.Busy or GmailVerdict.Failing;

    /// <summary>Judges an answer by its status and, where that says little, by the error in its body.</summary>
    public static GmailOutcome Of(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => new GmailOutcome(GmailVerdict.Done),
        401 => new GmailOutcome(GmailVerdict.TokenRejected, "Gmail refused the sign-in."),
        404 => new GmailOutcome(GmailVerdict.NotFound, "Gmail does not have it."),
        429 => new GmailOutcome(GmailVerdict.Busy, "Gmail asks for fewer calls.", retryAfter),
        408 or >= 500 => new GmailOutcome(GmailVerdict.Failing, $"Gmail failed with status {status}.", retryAfter),
        403 => OfForbidden(ReadError(body), retryAfter),
        _ => Refused(ReadError(body), status),
    };

    private static GmailOutcome OfForbidden(GmailError? error, TimeSpan? retryAfter) => ReasonOf(error) switch
    {
        "rateLimitExceeded" or "userRateLimitExceeded" or "dailyLimitExceeded" or "quotaExceeded" or "concurrentLimitExceeded" =>
            new GmailOutcome(GmailVerdict.Busy, "Gmail asks for fewer calls.", retryAfter),
        "insufficientPermissions" => new GmailOutcome(GmailVerdict.Refused, "The account has not granted this kind of access to its mail."),
        "authError" => new GmailOutcome(GmailVerdict.TokenRejected, "Gmail refused the sign-in."),
        _ => Refused(error, 403),
    };

    private static GmailOutcome Refused(GmailError? error, int status)
    {
        var message = error?.Message is { Length: > 0 } text ? text : $"status {status}";
        return new GmailOutcome(GmailVerdict.Refused, $"Gmail refused: {message[..Math.Min(message.Length, LongestReason)]}");
    }

    private static string? ReasonOf(GmailError? error) => error?.Errors is [{ Reason: { } reason }, ..] ? reason : null;

    private static GmailError? ReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body, GmailJson.Default.GmailErrorAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null; // A proxy's page, perhaps: the status has to do.
        }
    }
}
