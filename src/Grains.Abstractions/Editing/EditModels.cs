using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Editing;

/// <summary>An edit of messages.</summary>
/// <param name="Flags">For <see cref="EmailAction.Flag"/>.</param>
/// <param name="Label">For <see cref="EmailAction.Label"/>, <see cref="EmailAction.Unlabel"/> and <see cref="EmailAction.Move"/>: the id of a label, or a role such as <c>inbox</c>.</param>
/// <param name="Expected">The state in which the message must be when the turn of the edit comes, or it is refused with <c>precondition_failed</c>; null for any.</param>
[GenerateSerializer, Immutable, Alias("email-edit")]
public sealed record EmailEdit(
    [property: Id(0)] EmailAction Action,
    [property: Id(1)] EmailChangesRequest? Flags = null,
    [property: Id(2)] string? Label = null,
    [property: Id(3)] EmailState? Expected = null);

/// <summary>The part of a message that changes after it has arrived, as a caller read it.</summary>
/// <param name="Labels">Ids, in any order.</param>
/// <param name="Flags">As on the mail server, in any order.</param>
/// <param name="Defects">As of <see cref="EmailDetail"/>.</param>
[GenerateSerializer, Immutable, Alias("email-state")]
public sealed record EmailState(
    [property: Id(0)] string ThreadId,
    [property: Id(1)] IReadOnlyList<string> Labels,
    [property: Id(2)] IReadOnlyList<string> Flags,
    [property: Id(3)] IReadOnlyList<string> Defects)
{
    /// <summary>Indicates whether a message still has this state.</summary>
    public bool IsStateOf(EmailDetail message) =>
        message.Summary.ThreadId == ThreadId
        && AreSame(message.Summary.Labels, Labels)
        && AreSame(message.Flags, Flags)
        && AreSame(message.Defects, Defects);

    private static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == other.Count && one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}

/// <summary>Kinds of <see cref="EmailEdit"/>.</summary>
public enum EmailAction
{
    /// <summary>Sets and clears flags.</summary>
    Flag,

    /// <summary>Out of the inbox, into the archive.</summary>
    Archive,

    /// <summary>Into the trash.</summary>
    Trash,

    /// <summary>Moves from the trash back into the inbox.</summary>
    Untrash,

    /// <summary>Removes permanently.</summary>
    Delete,

    /// <summary>Adds a label; a message that can be in one folder only moves there.</summary>
    Label,

    /// <summary>Takes a label away; a message taken out of its only folder is archived.</summary>
    Unlabel,

    /// <summary>Into a folder, and out of the inbox or its only folder.</summary>
    Move,
}

/// <summary>Result of an edit: every message that is not listed as failed was edited, on the mail server and in the copy.</summary>
[GenerateSerializer, Immutable, Alias("edit-report")]
public sealed record EditReport([property: Id(0)] IReadOnlyList<EditFailure> Failed);

/// <summary>Reason why one message was not edited.</summary>
/// <param name="Problem"><c>not_found</c>, <c>message_gone</c>, <c>edit_refused</c>, <c>mailbox_unavailable</c>, <c>precondition_failed</c>, or <c>validation_failed</c> for a label that its mailbox does not have.</param>
[GenerateSerializer, Immutable, Alias("edit-failure")]
public sealed record EditFailure(
    [property: Id(0)] string EmailId,
    [property: Id(1)] Problem Problem);
