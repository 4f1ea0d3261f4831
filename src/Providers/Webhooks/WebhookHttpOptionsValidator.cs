using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Webhooks;

internal sealed class WebhookHttpOptionsValidator : IValidateOptions<WebhookHttpOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, WebhookHttpOptions options)
    {
        var faults = new List<string>();
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > Longest)
            faults.Add("Webhooks:Http:Timeout must be positive, and at most a minute.");
        if (options.AuthorityFile.Length > 0 && !File.Exists(options.AuthorityFile))
            faults.Add("Webhooks:Http:AuthorityFile does not exist.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
