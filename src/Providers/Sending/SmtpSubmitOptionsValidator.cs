using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Sending;

internal sealed class SmtpSubmitOptionsValidator : IValidateOptions<SmtpSubmitOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpSubmitOptions options)
    {
        var faults = new List<string>();
        if (options.ConnectTimeout <= TimeSpan.Zero) faults.Add("Smtp:ConnectTimeout must be positive.");
        if (options.CommandTimeout <= TimeSpan.Zero) faults.Add("Smtp:CommandTimeout must be positive.");
        if (options.DeliveryTimeout <= TimeSpan.Zero) faults.Add("Smtp:DeliveryTimeout must be positive.");
        if (options.TransactionTimeout < options.DeliveryTimeout) faults.Add("Smtp:TransactionTimeout must not be under Smtp:DeliveryTimeout.");
        if (options.KeepOpen < TimeSpan.Zero || options.KeepOpen > TimeSpan.FromMinutes(5)) faults.Add("Smtp:KeepOpen must be 0 to 5 minutes, after which servers hang up.");
        if (options.MostKept < 0) faults.Add("Smtp:MostKept must not be negative.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
