using Microsoft.Extensions.Options;

namespace EmailAgent.Delivery.Notices;

internal sealed class NoticeOptionsValidator : IValidateOptions<NoticeOptions>
{
    public ValidateOptionsResult Validate(string? name, NoticeOptions options)
    {
        var faults = new List<string>();
        if (options.HasServer && !options.From.Contains('@', StringComparison.Ordinal)) faults.Add("Accounts:Mail:From must be an address.");
        if (options.Port is < 1 or > 65535) faults.Add("Accounts:Mail:Port must be a port.");
        if (options.Username.Length == 0 && options.Password.Length > 0) faults.Add("Accounts:Mail:Username is missing.");
        if (options.HasServer && options.Folder.Length > 0) faults.Add("Accounts:Mail:Host and Accounts:Mail:Folder exclude each other.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
