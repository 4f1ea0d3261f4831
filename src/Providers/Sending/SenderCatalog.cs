namespace EmailAgent.Providers.Sending;

/// <summary>All ways out, and the sources of identities, by provider.</summary>
public sealed class SenderCatalog(IEnumerable<IMailSubmitter> submitters, IEnumerable<IIdentitySource> identities)
{
    private readonly Dictionary<string, IMailSubmitter> _submitters = submitters.ToDictionary(submitter => submitter.Provider, StringComparer.Ordinal);
    private readonly Dictionary<string, IIdentitySource> _identities = identities.ToDictionary(source => source.Provider, StringComparer.Ordinal);

    /// <returns>Null for a provider whose mailboxes cannot send.</returns>
    public IMailSubmitter? For(string provider) => _submitters.GetValueOrDefault(provider);

    /// <returns>Null for a provider that keeps no identities.</returns>
    public IIdentitySource? IdentitiesOf(string provider) => _identities.GetValueOrDefault(provider);

    /// <summary>Indicates whether mailboxes of this provider with these settings can send.</summary>
    public bool CanSend(string provider, string settings) => For(provider) is { } submitter && submitter.CanSend(settings);

    /// <summary>Returns the size in bytes of the largest message that a mailbox can send; null if that is not known.</summary>
    public long? LargestMessage(string provider, string settings) => For(provider)?.LargestMessage(settings);
}
