using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Imap;

internal sealed class ImapSyncOptionsValidator : IValidateOptions<ImapSyncOptions>
{
    public ValidateOptionsResult Validate(string? name, ImapSyncOptions options)
    {
        var faults = new List<string>();
        if (options.ConnectTimeout <= TimeSpan.Zero) faults.Add("Imap:ConnectTimeout must be positive.");
        if (options.ReadTimeout <= TimeSpan.Zero) faults.Add("Imap:ReadTimeout must be positive.");
        if (options.IdleRenewal <= TimeSpan.Zero || options.IdleRenewal >= TimeSpan.FromMinutes(29)) faults.Add("Imap:IdleRenewal must be positive and under 29 minutes (RFC 2177).");
        if (options.BatchMessages is < 1 or > 5_000) faults.Add("Imap:BatchMessages must be 1 to 5,000.");
        if (options.BatchBytes < 1 << 16) faults.Add("Imap:BatchBytes must be at least 65,536.");
        if (options.WholeMessageBytes < 1 << 12) faults.Add("Imap:WholeMessageBytes must be at least 4,096.");
        if (options.LargestMessageBytes < options.WholeMessageBytes) faults.Add("Imap:LargestMessageBytes must not be under Imap:WholeMessageBytes.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
