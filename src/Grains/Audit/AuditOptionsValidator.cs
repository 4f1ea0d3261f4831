using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Audit;

internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var faults = new List<string>();
        if (options.Key.Length > 0 && ConfiguredAuditKey.Parse(options.Key) is null)
            faults.Add($"Audit:Key must be {AuditChain.KeySize} bytes in base64, such as `openssl rand -base64 {AuditChain.KeySize}` makes.");
        if (options.OldKeys.Any(key => ConfiguredAuditKey.Parse(key) is null))
            faults.Add($"Each of Audit:OldKeys must be {AuditChain.KeySize} bytes in base64.");
        if (options.Key.Length == 0 && options.OldKeys.Count > 0)
            faults.Add("Audit:OldKeys are for those that Audit:Key has replaced; without it there are none.");
        if (options.OriginsKeptFor < Shortest)
            faults.Add("Audit:OriginsKeptFor must be at least a day.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
