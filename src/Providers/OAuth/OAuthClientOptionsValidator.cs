using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.OAuth;

internal sealed class OAuthClientOptionsValidator : IValidateOptions<OAuthClientOptions>
{
    public ValidateOptionsResult Validate(string? name, OAuthClientOptions options)
    {
        var section = $"OAuth:{OAuthService.For(name!)!.Section}";
        var faults = new List<string>();
        if (options.IsConfigured && options.ClientSecret.Length == 0) faults.Add($"{section}:ClientSecret is missing.");
        if (options.Issuer.Length == 0) faults.Add($"{section}:Issuer is missing.");
        if (OAuthScopes.Split(options.MailScopes).Length == 0) faults.Add($"{section}:MailScopes is missing.");
        if (options.Timeout <= TimeSpan.Zero) faults.Add($"{section}:Timeout must be positive.");
        CheckEndpoint(nameof(options.AuthorizationEndpoint), options.AuthorizationEndpoint, required: true);
        CheckEndpoint(nameof(options.TokenEndpoint), options.TokenEndpoint, required: true);
        CheckEndpoint(nameof(options.KeysEndpoint), options.KeysEndpoint, required: true);
        CheckEndpoint(nameof(options.RevocationEndpoint), options.RevocationEndpoint, required: false);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        // Secrets go there: without TLS only within this machine.
        void CheckEndpoint(string key, Uri? endpoint, bool required)
        {
            if (endpoint is null ? required : !KeyStore.IsSafe(endpoint))
                faults.Add($"{section}:{key} must be an https address.");
        }
    }
}
