using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail.Push;

internal sealed class GmailPushOptionsValidator : IValidateOptions<GmailPushOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, GmailPushOptions options)
    {
        var faults = new List<string>();
        if (options.Audience.Length > 0 != options.ServiceAccount.Length > 0) faults.Add("Gmail:Push:Audience and Gmail:Push:ServiceAccount belong together.");
        if (options.SharedToken.Length is > 0 and < ShortestSecret) faults.Add($"Gmail:Push:SharedToken must have at least {ShortestSecret} characters.");
        if (options.Issuer.Length == 0) faults.Add("Gmail:Push:Issuer is missing.");
        if (!KeyStore.IsSafe(options.KeysEndpoint)) faults.Add("Gmail:Push:KeysEndpoint must be an https address.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
