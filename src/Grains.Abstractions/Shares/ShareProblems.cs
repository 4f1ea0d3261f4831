namespace EmailAgent.Grains.Shares;

/// <summary>Refusals of requests for shared mailboxes.</summary>
public static class ShareProblems
{
    /// <summary>The mailbox is shared with the caller, but with too little access.</summary>
    [Problem(403, "Access too low")]
    public const string AccessTooLow = "access_too_low";
}
