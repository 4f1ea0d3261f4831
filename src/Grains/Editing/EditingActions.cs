namespace EmailAgent.Grains.Editing;

/// <summary>The audited actions of changes to mail and labels.</summary>
internal static class EditingActions
{
    /// <summary>Messages were deleted for good.</summary>
    public const string DeleteMail = "mail.delete";

    /// <summary>A member with access to a shared mailbox marked, labelled or moved messages.</summary>
    public const string ChangeMail = "mail.change";

    /// <summary>A label or folder was created in a mailbox.</summary>
    public const string CreateLabel = "label.create";

    public const string RenameLabel = "label.rename";

    /// <summary>A label or folder was deleted, and what was in a folder was moved to the trash.</summary>
    public const string DeleteLabel = "label.delete";
}
