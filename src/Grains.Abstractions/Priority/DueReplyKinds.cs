namespace EmailAgent.Grains.Priority;

/// <summary>The sides from which an answer is due.</summary>
public static class DueReplyKinds
{
    /// <summary>The owner of the mailbox was asked, and has not answered.</summary>
    public const string ToAnswer = "to_answer";

    /// <summary>The owner of the mailbox asked, and there is no answer yet.</summary>
    public const string WaitingFor = "waiting_for";
}
