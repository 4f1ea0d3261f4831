namespace EmailAgent.Providers;

/// <summary>What an edit has done.</summary>
/// <param name="Results">One for each message, in their order.</param>
/// <param name="Changes">What it changed, to be committed like what a pull yields; repeats by the next pull do no harm.</param>
/// <param name="NeedsPull">The server did not tell all that it did: a pull of all folders finds the rest.</param>
public sealed record EditOutcome(IReadOnlyList<EditResult> Results, MailboxChanges Changes, bool NeedsPull = false);

/// <summary>What became of one message of an edit.</summary>
public enum EditResult
{
    /// <summary>It is as it was asked for.</summary>
    Done,

    /// <summary>The server has it no more where it was.</summary>
    Gone,

    /// <summary>The server, or the kind of mailbox, does not allow it.</summary>
    Refused,
}
