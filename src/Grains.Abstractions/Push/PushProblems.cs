namespace EmailAgent.Grains.Push;

/// <summary>Refusals of pushes, and of requests for them.</summary>
public static class PushProblems
{
    /// <summary>The request does not have the form of a provider's push.</summary>
    [Problem(400, "Not a push")]
    public const string NotAPush = "not_a_push";

    /// <summary>The push does not prove its origin.</summary>
    [Problem(401, "Push not authenticated")]
    public const string PushUnauthenticated = "push_unauthenticated";

    /// <summary>The push is authenticated, but not as the configured sender.</summary>
    [Problem(403, "Push from another sender")]
    public const string PushForbidden = "push_forbidden";

    /// <summary>The provider's history does not reach back that far.</summary>
    [Problem(410, "History gone")]
    public const string HistoryGone = "history_gone";

    /// <summary>The provider does not push.</summary>
    [Problem(422, "Provider does not push")]
    public const string WatchFailed = "watch_failed";
}
