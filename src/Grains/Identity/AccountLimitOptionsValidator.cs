using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

internal sealed class AccountLimitOptionsValidator : IValidateOptions<AccountLimitOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, AccountLimitOptions options)
    {
        var faults = new List<string>();
        foreach (var (limit, value) in (ReadOnlySpan<(string, int)>)[("Mailboxes", options.Mailboxes), ("ApiKeys", options.ApiKeys), ("LiveLines", options.LiveLines)])
        {
            if (value is < 1 or > Most)
                faults.Add($"Accounts:Limits:{limit} must be from 1 to {Most}.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
