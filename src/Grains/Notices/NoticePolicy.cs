namespace EmailAgent.Grains.Notices;

/// <summary>Rules for repeating mails.</summary>
internal static class NoticePolicy
{
    /// <summary>Number of attempts, about a day, after which a mail is dropped.</summary>
    public const int MostAttempts = 30;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Returns the pause after a mail before the next one of its kind. Strangers can request some kinds; the owner's own acts are
    /// always reported.
    /// </summary>
    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="sent">How many the address got lately, before this one.</param>
    public static TimeSpan Pause(string kind, int sent) => kind is NoticeKinds.VerifyEmail or NoticeKinds.ResetPassword or NoticeKinds.AlreadyRegistered or NoticeKinds.Invitation
        ? Grow(FirstPause, sent)
        : TimeSpan.Zero;

    /// <summary>Returns whether a mail requested in a pause is sent after it. Other kinds are requested again by users who still need them.</summary>
    public static bool Waits(string kind) => kind == NoticeKinds.Invitation;

    /// <param name="attempts">That have failed, from 1.</param>
    public static TimeSpan RetryAfter(int attempts) => Grow(FirstRetry, attempts - 1);

    private static TimeSpan Grow(TimeSpan first, int times)
    {
        var grown = first * Math.Pow(2, Math.Clamp(times, 0, 16));
        return grown < Longest ? grown : Longest;
    }
}
