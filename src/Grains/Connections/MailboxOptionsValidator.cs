using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

internal sealed class MailboxOptionsValidator : IValidateOptions<MailboxOptions>
{
    public ValidateOptionsResult Validate(string? name, MailboxOptions options)
    {
        var faults = new List<string>();
        if (options.PollInterval < TimeSpan.FromSeconds(1)) faults.Add("Mailboxes:PollInterval must be at least a second.");
        if (options.QuietPollInterval < TimeSpan.FromSeconds(1)) faults.Add("Mailboxes:QuietPollInterval must be at least a second.");
        if (options.QuietAfter < TimeSpan.Zero) faults.Add("Mailboxes:QuietAfter must not be negative.");
        if (options.PushedPollInterval < options.PollInterval) faults.Add("Mailboxes:PushedPollInterval must not be under Mailboxes:PollInterval.");
        if (options.NotifiedPollInterval < TimeSpan.FromSeconds(1)) faults.Add("Mailboxes:NotifiedPollInterval must be at least a second.");
        if (options.PushPatience <= TimeSpan.Zero) faults.Add("Mailboxes:PushPatience must be positive.");
        if (options.ReconcileInterval < options.PollInterval) faults.Add("Mailboxes:ReconcileInterval must not be under Mailboxes:PollInterval.");
        if (options.BackfillPullInterval <= TimeSpan.Zero) faults.Add("Mailboxes:BackfillPullInterval must be positive.");
        if (options.FirstRetry <= TimeSpan.Zero) faults.Add("Mailboxes:FirstRetry must be positive.");
        if (options.LongestRetry < options.FirstRetry) faults.Add("Mailboxes:LongestRetry must not be under Mailboxes:FirstRetry.");
        if (options.FirstOutstandingRetry <= TimeSpan.Zero) faults.Add("Mailboxes:FirstOutstandingRetry must be positive.");
        if (options.LongestOutstandingRetry < options.FirstOutstandingRetry) faults.Add("Mailboxes:LongestOutstandingRetry must not be under Mailboxes:FirstOutstandingRetry.");
        if (options.ConcurrentOpens < 1) faults.Add("Mailboxes:ConcurrentOpens must be at least 1.");
        if (options.ConcurrentOpensPerUser < 1) faults.Add("Mailboxes:ConcurrentOpensPerUser must be at least 1.");
        if (options.OpeningsPerUser < 2) faults.Add("Mailboxes:OpeningsPerUser must be at least 2.");
        if (options.FetchedBytes < 1) faults.Add("Mailboxes:FetchedBytes must be at least 1.");
        if (options.FetchedBytesPerUser < 1) faults.Add("Mailboxes:FetchedBytesPerUser must be at least 1.");
        if (options.CommandTimeout <= TimeSpan.Zero) faults.Add("Mailboxes:CommandTimeout must be positive.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
