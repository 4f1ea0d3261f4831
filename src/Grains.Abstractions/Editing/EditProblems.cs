namespace EmailAgent.Grains.Editing;

/// <summary>Refusals of changes to messages and labels.</summary>
public static class EditProblems
{
    /// <summary>The mailbox already has a label or folder at this path.</summary>
    [Problem(409, "Label exists")]
    public const string LabelExists = "label_exists";

    /// <summary>The message is no longer on the mail server.</summary>
    [Problem(410, "Message gone")]
    public const string MessageGone = "message_gone";

    /// <summary>The mail server, or the kind of mailbox, does not allow the operation.</summary>
    [Problem(422, "Not allowed by the mail server")]
    public const string EditRefused = "edit_refused";
}
