using System.Text.Json;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>Judges answers of the Gmail API.</summary>
internal static class GmailJudge
{
    public const string Title = "Gmail";

    public static CallOutcome Unreachable { get; } = CallOutcome.Unreachable(Title);

    /// <summary>Judges an answer by its status and, where that is not enough, by the error in its body.</summary>
    public static CallOutcome Of(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter) =>
        CallOutcome.Of(Title, status, retryAfter)
        ?? (status == 403 ? OfForbidden(ReadError(body), retryAfter) : Refused(ReadError(body), status));

    private static CallOutcome OfForbidden(GmailError? error, TimeSpan? retryAfter) => ReasonOf(error) switch
    {
        "rateLimitExceeded" or "userRateLimitExceeded" or "dailyLimitExceeded" or "quotaExceeded" or "concurrentLimitExceeded" =>
            CallOutcome.Busy(Title, retryAfter),
        "insufficientPermissions" => new CallOutcome(CallVerdict.Refused, "The account has not granted this kind of access to its mail."),
        "authError" => CallOutcome.TokenRejected(Title),
        _ => Refused(error, 403),
    };

    private static CallOutcome Refused(GmailError? error, int status) => CallOutcome.Refused(Title, status, error?.Message);

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
