using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Drafts;

internal sealed class DraftOptionsValidator : IValidateOptions<DraftOptions>
{
    private const int MostPerUser = 100_000;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, DraftOptions options)
    {
        var faults = new List<string>();
        if (options.PerUser is < 1 or > MostPerUser)
            faults.Add($"Drafts:PerUser must be from 1 to {MostPerUser}.");
        if (options.WriteInterval < TimeSpan.Zero || options.WriteInterval > LongestInterval)
            faults.Add("Drafts:WriteInterval must be from 0 s to 1 h.");
        if (options.LargestBytes is < 1 or > int.MaxValue)
            faults.Add("Drafts:LargestBytes must be from 1 to 2147483647.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
