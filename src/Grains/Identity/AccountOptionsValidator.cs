using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options) =>
        options.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "https" or "http", Query: "", Fragment: "" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Accounts:PublicUrl must be an http or https address without query and fragment.");
}
