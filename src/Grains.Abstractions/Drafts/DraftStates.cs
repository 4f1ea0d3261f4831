namespace EmailAgent.Grains.Drafts;

/// <summary>The states of a draft.</summary>
public static class DraftStates
{
    /// <summary>Being written.</summary>
    public const string Draft = "draft";

    /// <summary>Being sent, or scheduled: it cannot be changed until the outgoing message is cancelled or fails, and is removed once it is sent.</summary>
    public const string Sending = "sending";
}
