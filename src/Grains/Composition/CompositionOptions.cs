namespace EmailAgent.Grains.Composition;

/// <summary>Limits of messages to be sent; bound from the configuration section <c>Composition</c>.</summary>
internal sealed class CompositionOptions
{
    public const string Section = "Composition";

    /// <summary>Recipients of one message, in all fields together. Default: 500.</summary>
    public int RecipientsPerMessage { get; set; } = 500;

    /// <summary>Bytes of a whole message as it is sent, in which files are a third larger. The limit of the mailbox's provider applies, too. Default: 36,700,160.</summary>
    public long LargestMessage { get; set; } = 35L * 1024 * 1024;

    /// <summary>Domains to which this installation sends, with their subdomains. Default: empty, all.</summary>
    public IList<string> RecipientDomains { get; } = [];

    /// <summary>Identities that a mailbox can have. Default: 50.</summary>
    public int IdentitiesPerMailbox { get; set; } = 50;
}
