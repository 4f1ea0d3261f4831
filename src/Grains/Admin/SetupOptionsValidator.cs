using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Admin;

internal sealed class SetupOptionsValidator : IValidateOptions<SetupOptions>
{
    private const int HashLength = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, SetupOptions options)
    {
        var faults = new List<string>();
        if (options.TokenHash.Length > 0 && !(options.TokenHash.Length == HashLength && options.TokenHash.All(char.IsAsciiHexDigit)))
            faults.Add($"Setup:TokenHash has to be a SHA-256 hash, {HashLength} hexadecimal digits.");
        if (options.Lifetime <= TimeSpan.Zero || options.Lifetime > Longest)
            faults.Add($"Setup:Lifetime has to be more than nothing and at most {Longest.TotalDays} days.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
