using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Scanning;

internal sealed class ScanOptionsValidator : IValidateOptions<ScanOptions>
{
    private const long LeastBytes = 25L * 1024 * 1024;
    private const int MostAtOnce = 100;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, ScanOptions options)
    {
        var faults = new List<string>();
        if (ScannerAddress.Parse(options.Address) is null) faults.Add("Scanning:Address must be host:port, or the path of a socket.");
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > LongestTimeout) faults.Add("Scanning:Timeout must be from a second to 10 minutes.");
        if (options.AtOnce is < 1 or > MostAtOnce) faults.Add($"Scanning:AtOnce must be from 1 to {MostAtOnce}.");
        if (options.LargestBytes < LeastBytes) faults.Add($"Scanning:LargestBytes must be at least {LeastBytes}, the size of an upload.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
