namespace EmailAgent.Grains.Drafts;

/// <summary>Drafts; bound from the configuration section <c>Drafts</c>.</summary>
internal sealed class DraftOptions
{
    public const string Section = "Drafts";

    /// <summary>Drafts that a user can have and then begin another one here; those of other mail clients are not refused. Default: 5000.</summary>
    public int PerUser { get; set; } = 5000;

    /// <summary>
    /// Time between two writes of the same draft to its mailbox, each of which other mail clients see as a new message. The first save, and one after a
    /// pause, is written at once. Longer for large drafts. Default: 10 s.
    /// </summary>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest draft with its attachments, in bytes, that is written to the mailbox. Larger ones are kept here only. Default: 36700160.</summary>
    public long LargestBytes { get; set; } = 35L * 1024 * 1024;
}
