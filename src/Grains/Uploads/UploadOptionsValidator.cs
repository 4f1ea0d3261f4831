using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

internal sealed class UploadOptionsValidator : IValidateOptions<UploadOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, UploadOptions options)
    {
        var faults = new List<string>();
        if (options.IdleTime < Shortest || options.IdleTime > Longest) faults.Add("Uploads:IdleTime must be from a second to an hour.");
        if (options.LinkLifetime < Shortest || options.LinkLifetime > Longest) faults.Add("Uploads:LinkLifetime must be from a second to an hour.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
