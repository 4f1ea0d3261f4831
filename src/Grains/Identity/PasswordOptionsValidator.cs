using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

internal sealed class PasswordOptionsValidator : IValidateOptions<PasswordOptions>
{
    public ValidateOptionsResult Validate(string? name, PasswordOptions options) => options.MinLength is >= 8 and <= 64
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Accounts:Passwords:MinLength must be from 8 to 64.");
}
