using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Lockout;

internal sealed class LockoutOptionsValidator : IValidateOptions<LockoutOptions>
{
    public ValidateOptionsResult Validate(string? name, LockoutOptions options)
    {
        var faults = new List<string>();
        if (options.AccountFailures is < 3 or > 10_000) faults.Add("Accounts:Lockout:AccountFailures must be from 3 to 10000.");
        if (options.AddressFailures is < 3 or > 10_000) faults.Add("Accounts:Lockout:AddressFailures must be from 3 to 10000.");
        if (options.LongestWait < TimeSpan.FromSeconds(1) || options.LongestWait > TimeSpan.FromHours(1)) faults.Add("Accounts:Lockout:LongestWait must be from a second to an hour.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
