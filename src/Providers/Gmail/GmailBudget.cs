using EmailAgent.Providers.OAuth;

namespace EmailAgent.Providers.Gmail;

/// <summary>What is left of an account's quota.</summary>
internal sealed class GmailBudget(GmailClients clients) : IApiBudget
{
    public string Provider => OAuthService.Google.Provider;

    public long? Left(string settings) => clients.Usage(GmailAccountSettings.Parse(settings).Email)?.Left;
}
