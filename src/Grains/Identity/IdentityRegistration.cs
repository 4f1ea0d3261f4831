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
        services.AddOptions<PasswordOptions>().Bind(configuration.GetSection("Accounts:Passwords")).ValidateOnStart();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordHashing.Rounds);
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection("Accounts")).ValidateOnStart();
        services.AddOptions<AccountLimitOptions>().Bind(configuration.GetSection("Accounts:Limits")).ValidateOnStart();
        return services
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
