using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;
using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.SignIn;

internal static class SignInRegistration
{
    /// <summary>Adds sign-ins with providers, with <see cref="SignInOptions"/> from <c>OAuth</c>.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignInOptions>().Bind(configuration.GetSection(SignInOptions.Section));
        return services
            .AddSingleton(new EncryptedColumn("oauth_tokens", "refresh_token", TokenStore.TokenPurpose))
            .AddSingleton(new EncryptedColumn("oauth_tokens", "access_token", TokenStore.TokenPurpose))
            .AddSingleton(new EncryptedColumn("oauth_revocations", "refresh_token", TokenStore.TokenPurpose))
            .AddSingleton(new EncryptedColumn("oauth_sign_ins", "secrets", SignInStore.SecretPurpose))
            .AddSingleton<SignInStore>()
            .AddSingleton<TokenStore>()
            .AddSingleton<RevocationStore>()
            .AddSingleton<TokenProtector>()
            .AddSingleton<Func<MailboxId, OAuthService, ConnectionTokens>>(provider =>
            {
                var make = ActivatorUtilities.CreateFactory<ConnectionTokens>([typeof(MailboxId), typeof(OAuthService)]);
                return (id, service) => make(provider, [id, service]);
            })
            .AddSingleton<MailboxSignIn>()
            .AddSingleton<SignIns>()
            .AddRecurringWork<TokenRevocations>();
    }
}
