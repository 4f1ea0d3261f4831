using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The state that the steps of one round share.</summary>
internal sealed class RoundState(ImapFolders folders)
{
    public RoundFindings Findings { get; } = new(folders);

    /// <summary>Messages that are to be taken in.</summary>
    public Queue<(ImapFolder Folder, UidSet Uids)> Fresh { get; } = new();

    public ImapOutstanding Outstanding { get; set; } = new([], default, false);

    /// <summary>Whether the round only asks again for outstanding messages.</summary>
    public bool IsRetry { get; set; }

    /// <summary>Why the round cannot go on; thrown once what it has is yielded.</summary>
    public ProviderException? Ending { get; set; }

    /// <summary>Why the round is not complete although it goes on; thrown at its end.</summary>
    public ProviderException? Refusal { get; set; }
}
