namespace EmailAgent.Grains.Drafts;

/// <summary>Refusals of requests for drafts.</summary>
public static class DraftProblems
{
    /// <summary>The draft is being sent, or is scheduled; cancel that first.</summary>
    [Problem(409, "Draft is being sent")]
    public const string IsSending = "draft_sending";

    /// <summary>The mailbox has not delivered the content of the draft yet; retry later.</summary>
    [Problem(409, "Draft not read yet")]
    public const string NotRead = "draft_not_read";
}
