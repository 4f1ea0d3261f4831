using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

internal static class IdentityRegistration
{
    /// <summary>Adds accounts and sessions, with <see cref="AccountOptions"/> from <c>Accounts</c>, <see cref="AccountLimitOptions"/> and <see cref="PasswordOptions"/> from below it.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PasswordOptions>().Bind(configuration.GetSection(PasswordOptions.Section)).ValidateOnStart();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordHashing.Rounds);
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection(AccountOptions.Section)).ValidateOnStart();
        services.AddOptions<AccountLimitOptions>().Bind(configuration.GetSection(AccountLimitOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton(new ErasedAtOnce("sessions"))
            .AddSingleton(new ErasedAtOnce("account_tokens"))
            .AddSingleton(new EncryptedColumn("signing_keys", "private_key", SigningKeyStore.PrivateKeyPurpose))
            .AddSingleton<UserStore>()
            .AddSingleton<ExternalLoginStore>()
            .AddSingleton<SessionStore>()
            .AddSingleton<AccountTokenStore>()
            .AddSingleton<SigningKeyStore>()
            .AddSingleton<IValidateOptions<AccountLimitOptions>, AccountLimitOptionsValidator>()
            .AddSingleton<RegistrationGate>()
            .AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>()
            .AddSingleton<IValidateOptions<PasswordOptions>, PasswordOptionsValidator>()
            .AddSingleton<SigningKeyRing>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<PasswordPolicy>()
            .AddSingleton<RegistrationPolicy>()
            .AddSingleton<AccountSessions>()
            .AddSingleton<AccountTokens>()
            .AddSingleton<AccountPolicy>()
            .AddSingleton<OwnerProof>()
            .AddSingleton<FreshProof>()
            .AddSingleton<Registrations>()
            .AddSingleton<Logins>();
    }
}
