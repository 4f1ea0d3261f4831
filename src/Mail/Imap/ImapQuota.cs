namespace EmailAgent.Mail.Imap;

/// <summary>A quota root: mailboxes that share limits (RFC 9208 section 3.1).</summary>
/// <param name="Root">Its name, often empty.</param>
/// <param name="Resources">What is limited; empty where nothing is.</param>
public sealed record ImapQuota(string Root, IReadOnlyList<ImapQuotaResource> Resources)
{
    /// <summary>Space for messages, in units of 1,024 bytes; null where it is not limited.</summary>
    public ImapQuotaResource? Storage => Find("STORAGE");

    /// <summary>Number of messages; null where it is not limited.</summary>
    public ImapQuotaResource? Messages => Find("MESSAGE");

    private ImapQuotaResource? Find(string name) => Resources.FirstOrDefault(r => r.Name == name);
}

/// <summary>One limit of a quota root.</summary>
/// <param name="Name">Upper-case name: STORAGE (units of 1,024 bytes), MESSAGE, MAILBOX, ANNOTATION-STORAGE or the server's own.</param>
/// <param name="Used">How much is used, which may be more than <paramref name="Limit"/>.</param>
/// <param name="Limit">How much may be used.</param>
public sealed record ImapQuotaResource(string Name, ulong Used, ulong Limit);
