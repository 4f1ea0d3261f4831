namespace EmailAgent.Providers;

/// <summary>The result of an edit.</summary>
/// <param name="Results">One result for each message, in their order.</param>
/// <param name="Changes">The changes of the edit, to be committed like those of a pull; a repetition by the next pull does no harm.</param>
/// <param name="NeedsPull">The server did not report all its changes: a pull of all folders finds the rest.</param>
public sealed record EditOutcome(IReadOnlyList<EditResult> Results, MailboxChanges Changes, bool NeedsPull = false);

/// <summary>The result of an edit for one message.</summary>
public enum EditResult
{
    /// <summary>It is as it was asked for.</summary>
    Done,

    /// <summary>The server no longer has the message at its location.</summary>
    Gone,

    /// <summary>The server, or the kind of mailbox, does not allow it.</summary>
    Refused,
}
