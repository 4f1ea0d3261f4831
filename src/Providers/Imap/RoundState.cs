using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The state that the steps of one round share.</summary>
internal sealed class RoundState(ImapFolders folders)
{
    public RoundFindings Findings { get; } = new(folders);

    /// <summary>Messages that are to be taken in.</summary>
    public Queue<(ImapFolder Folder, UidSet Uids)> Fresh { get; } = new();

    public ImapOutstanding Outstanding { get; set; } = new([], default, false);

    /// <summary>Indicates whether the pull only requests outstanding messages again.</summary>
    public bool IsRetry { get; set; }

    /// <summary>Returns the error that ends the pull; thrown after its results are yielded.</summary>
    public ProviderException? Ending { get; set; }

    /// <summary>Returns the error that makes the pull incomplete although it continues; thrown at its end.</summary>
    public ProviderException? Refusal { get; set; }
}
