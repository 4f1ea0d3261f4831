using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var faults = new List<string>();
        if (options.PerUser is < 1 or > 1000) faults.Add("Webhooks:PerUser must be from 1 to 1000.");
        if (options.ConcurrentRequests < 1) faults.Add("Webhooks:ConcurrentRequests must be at least 1.");
        if (options.ConcurrentRequestsPerUser < 1) faults.Add("Webhooks:ConcurrentRequestsPerUser must be at least 1.");
        if (options.PollInterval < TimeSpan.FromSeconds(1) || options.PollInterval > TimeSpan.FromMinutes(10)) faults.Add("Webhooks:PollInterval must be from a second to ten minutes.");
        if (options.RotationOverlap < TimeSpan.Zero) faults.Add("Webhooks:RotationOverlap must not be negative.");
        if (options.LongestText is < 1 or > 1 << 20) faults.Add("Webhooks:LongestText must be from 1 to 1048576.");
        if (options.LargestReplay < 1) faults.Add("Webhooks:LargestReplay must be at least 1.");
        if (options.KeepFor < TimeSpan.FromDays(1)) faults.Add("Webhooks:KeepFor must be at least a day.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
