namespace EmailAgent.Providers.Gmail;

/// <summary>The remaining quota of an account.</summary>
internal sealed class GmailBudget(GmailClients clients) : IApiBudget
{
    public string Provider => GmailProvider.Descriptor.Name;

    public long? Left(string settings) => clients.Usage(GmailAccountSettings.Parse(settings).Email)?.Left;
}
