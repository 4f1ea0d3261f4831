using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.RateLimits;

internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var faults = new List<string>();
        if (options.Window < TimeSpan.FromSeconds(1) || options.Window > TimeSpan.FromHours(1))
            faults.Add("RateLimits:Window must be a second to an hour.");
        foreach (var kind in Enum.GetValues<RateClass>())
        {
            var limits = options.For(kind);
            if (limits.PerUser < 1 || limits.PerKey < 1 || limits.PerAddress < 1)
                faults.Add($"RateLimits:{kind} must have limits of at least 1.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
