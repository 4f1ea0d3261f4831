using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Protection;

internal sealed class ProtectionOptionsValidator : IValidateOptions<ProtectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ProtectionOptions options)
    {
        var faults = new List<string>();
        if (options.KeysPerUser < 1) faults.Add("Protection:KeysPerUser must be at least 1.");
        if (options.LargestMessage < 1) faults.Add("Protection:LargestMessage must be at least 1.");
        if (options.IssuersFile is { } file && !File.Exists(file)) faults.Add($"Protection:IssuersFile names a file that does not exist: {file}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
