using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

internal sealed class OutgoingOptionsValidator : IValidateOptions<OutgoingOptions>
{
    public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
    {
        var faults = new List<string>();
        if (options.UndoTime < TimeSpan.Zero || options.UndoTime > OutgoingPolicy.LongestUndo) faults.Add("Outgoing:UndoTime must be from zero to two minutes.");
        if (options.MessagesPerDay < 1) faults.Add("Outgoing:MessagesPerDay must be at least 1.");
        if (options.RecipientsPerDay < 1) faults.Add("Outgoing:RecipientsPerDay must be at least 1.");
        if (options.ScheduledPerUser < 1) faults.Add("Outgoing:ScheduledPerUser must be at least 1.");
        if (options.FurthestSchedule <= TimeSpan.Zero) faults.Add("Outgoing:FurthestSchedule must be positive.");
        if (options.FirstRetry <= TimeSpan.Zero) faults.Add("Outgoing:FirstRetry must be positive.");
        if (options.LongestRetry < options.FirstRetry) faults.Add("Outgoing:LongestRetry must not be under Outgoing:FirstRetry.");
        if (options.FirstPause <= TimeSpan.Zero || options.FirstPause > TimeSpan.FromHours(1)) faults.Add("Outgoing:FirstPause must be positive and at most an hour.");
        if (options.RetryFor < TimeSpan.Zero) faults.Add("Outgoing:RetryFor must not be negative.");
        if (options.Lease < TimeSpan.FromSeconds(1)) faults.Add("Outgoing:Lease must be at least a second.");
        if (options.SearchFor < TimeSpan.Zero) faults.Add("Outgoing:SearchFor must not be negative.");
        if (options.ServerCopyTime < TimeSpan.Zero) faults.Add("Outgoing:ServerCopyTime must not be negative.");
        if (options.SaveCopyFor <= TimeSpan.Zero) faults.Add("Outgoing:SaveCopyFor must be positive.");
        if (options.ConcurrentSends < 1) faults.Add("Outgoing:ConcurrentSends must be at least 1.");
        if (options.ConcurrentSendsPerUser < 1) faults.Add("Outgoing:ConcurrentSendsPerUser must be at least 1.");
        if (options.DrainTime < TimeSpan.Zero) faults.Add("Outgoing:DrainTime must not be negative.");
        if (options.KeepFor < TimeSpan.FromDays(1)) faults.Add("Outgoing:KeepFor must be at least a day.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
