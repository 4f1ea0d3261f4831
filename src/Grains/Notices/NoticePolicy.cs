using EmailAgent.Storage.Notices;

namespace EmailAgent.Grains.Notices;

/// <summary>When mails are sent again.</summary>
internal static class NoticePolicy
{
    /// <summary>A mail that cannot be sent for about a day is given up.</summary>
    public const int MostAttempts = 30;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long after a mail the next one of its kind may be asked for. Strangers can ask for some of them; the owner's own acts are always told.</summary>
    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="sent">How many the address got lately, before this one.</param>
    public static TimeSpan Pause(string kind, int sent) => kind is NoticeKinds.VerifyEmail or NoticeKinds.ResetPassword or NoticeKinds.AlreadyRegistered or NoticeKinds.Invitation
        ? Grow(FirstPause, sent)
        : TimeSpan.Zero;

    /// <summary>Whether a mail that is asked for in a pause goes out after it. Others are asked for again by who still wants them.</summary>
    public static bool Waits(string kind) => kind == NoticeKinds.Invitation;

    /// <param name="attempts">That have failed, from 1.</param>
    public static TimeSpan RetryAfter(int attempts) => Grow(FirstRetry, attempts - 1);

    private static TimeSpan Grow(TimeSpan first, int times)
    {
        var grown = first * Math.Pow(2, Math.Clamp(times, 0, 16));
        return grown < Longest ? grown : Longest;
    }
}
