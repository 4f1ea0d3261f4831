using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Jobs;

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var faults = new List<string>();
        if (options.PollInterval < TimeSpan.FromSeconds(1) || options.PollInterval > JobQueue.NotifiedAhead)
            faults.Add($"Jobs:PollInterval must be a second to {JobQueue.NotifiedAhead.TotalSeconds} seconds.");
        if (options.Lease < ShortestLease || options.Lease > LongestLease)
            faults.Add($"Jobs:Lease must be {ShortestLease.TotalSeconds} seconds to an hour.");
        if (options.DrainTime < TimeSpan.Zero || options.DrainTime > LongestDrain)
            faults.Add("Jobs:DrainTime must be nothing to an hour.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
