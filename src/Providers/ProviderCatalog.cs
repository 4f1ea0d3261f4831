using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.OAuth;

namespace EmailAgent.Providers;

/// <summary>All kinds of mailboxes, those among them that can be signed in to, but not read yet.</summary>
public static class ProviderCatalog
{
    public static IReadOnlyList<ProviderDescriptor> All { get; } =
    [
        ImapConnect.Descriptor,
        GmailProvider.Descriptor,
        new(OAuthService.Microsoft.Provider, OAuthService.Microsoft.Title) { SignIn = OAuthService.Microsoft },
    ];

    /// <returns>Null for a provider that does not exist.</returns>
    public static ProviderDescriptor? For(string provider) => All.FirstOrDefault(descriptor => descriptor.Name == provider);
}
