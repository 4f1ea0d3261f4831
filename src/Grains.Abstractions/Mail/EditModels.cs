namespace EmailAgent.Grains.Mail;

/// <summary>What to do to messages.</summary>
/// <param name="Flags">For <see cref="EmailAction.Flag"/>.</param>
/// <param name="Label">For <see cref="EmailAction.Label"/>, <see cref="EmailAction.Unlabel"/> and <see cref="EmailAction.Move"/>: the id of a label, or a role such as <c>inbox</c>.</param>
[GenerateSerializer, Immutable, Alias("email-edit")]
public sealed record EmailEdit(
    [property: Id(0)] EmailAction Action,
    [property: Id(1)] FlagChanges? Flags = null,
    [property: Id(2)] string? Label = null);

/// <summary>Kinds of <see cref="EmailEdit"/>.</summary>
public enum EmailAction
{
    /// <summary>Sets and clears flags.</summary>
    Flag,

    /// <summary>Out of the inbox, into the archive.</summary>
    Archive,

    /// <summary>Into the trash.</summary>
    Trash,

    /// <summary>From the trash back into the inbox.</summary>
    Untrash,

    /// <summary>Removes for good.</summary>
    Delete,

    /// <summary>Adds a label; where a message is in one folder only, it moves there.</summary>
    Label,

    /// <summary>Takes a label away; a message taken out of its only folder is archived.</summary>
    Unlabel,

    /// <summary>Into a folder, and out of the inbox or its only folder.</summary>
    Move,
}

/// <summary>How an edit went: what is not named as failed is done, on the mail server and in our copy.</summary>
[GenerateSerializer, Immutable, Alias("edit-report")]
public sealed record EditReport([property: Id(0)] IReadOnlyList<EditFailure> Failed);

/// <summary>Why one message was not edited.</summary>
/// <param name="Problem"><c>not_found</c>, <c>message_gone</c>, <c>edit_refused</c>, <c>mailbox_unavailable</c>, or <c>validation_failed</c> for a label that its mailbox does not have.</param>
[GenerateSerializer, Immutable, Alias("edit-failure")]
public sealed record EditFailure(
    [property: Id(0)] string EmailId,
    [property: Id(1)] Problem Problem);
