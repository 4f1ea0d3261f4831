using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail;

internal sealed class GmailOptionsValidator : IValidateOptions<GmailOptions>
{
    public ValidateOptionsResult Validate(string? name, GmailOptions options)
    {
        var faults = new List<string>();
        if (!options.BaseAddress.IsAbsoluteUri || !options.BaseAddress.AbsoluteUri.EndsWith('/')) faults.Add("Gmail:BaseAddress must be an absolute address that ends with a slash.");
        if (options.BaseAddress is { IsAbsoluteUri: true, Scheme: not "https", IsLoopback: false }) faults.Add("Gmail:BaseAddress must be https, unless it is this machine.");
        if (options.BatchCalls is < 1 or > 100) faults.Add("Gmail:BatchCalls must be 1 to 100.");
        if (options.BatchesAtOnce is < 1 or > 10) faults.Add("Gmail:BatchesAtOnce must be 1 to 10.");
        if (options.PageSize is < 1 or > 500) faults.Add("Gmail:PageSize must be 1 to 500.");
        if (options.LongestList < 1) faults.Add("Gmail:LongestList must be at least 1.");
        if (options.BatchEditMessages is < 1 or > 1_000) faults.Add("Gmail:BatchEditMessages must be 1 to 1,000.");
        if (options.FirstScreen is < 0 or > 500) faults.Add("Gmail:FirstScreen must be 0 to 500.");
        if (options.BackfillMessages is < 1 or > 5_000) faults.Add("Gmail:BackfillMessages must be 1 to 5,000.");
        if (options.BatchBytes < 1 << 16) faults.Add("Gmail:BatchBytes must be at least 65,536.");
        if (options.Attempts < 1) faults.Add("Gmail:Attempts must be at least 1.");
        if (options.LargestAnswerBytes < 1 << 16) faults.Add("Gmail:LargestAnswerBytes must be at least 65,536.");
        if (options.LargestMessageBytes is < 1 << 20 or > 1 << 30) faults.Add("Gmail:LargestMessageBytes must be 1 MiB to 1 GiB.");
        if (options.LargestSentBytes < 1 << 16) faults.Add("Gmail:LargestSentBytes must be at least 65,536.");
        TimeSpan[] waits = [options.ConnectTimeout, options.ReadTimeout, options.CallTimeout, options.FirstRetry, options.LongestRetry, options.FastPoll, options.NormalPoll, options.SlowPoll];
        if (waits.Any(wait => wait <= TimeSpan.Zero)) faults.Add("All times of Gmail must be positive.");
        AddFaultsOfQuota(options, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void AddFaultsOfQuota(GmailOptions options, List<string> faults)
    {
        var prices = new GmailPrices(options.Quota);
        if (options.Quota.Units.Values.Any(units => units < 0)) faults.Add("Gmail:Quota:Units must not be negative.");
        if (prices.Budget.AccountPerMinute < options.BatchCalls * prices.Of(GmailMethod.GetMessage)) faults.Add("Gmail:Quota:UserUnitsPerMinute must suffice for one batch of messages.");
        if (prices.Budget.ProjectPerMinute < prices.Budget.AccountPerMinute) faults.Add("Gmail:Quota:ProjectUnitsPerMinute must not be under UserUnitsPerMinute.");
        if (prices.Budget.ProjectPerDay < prices.Budget.ProjectPerMinute) faults.Add("Gmail:Quota:ProjectUnitsPerDay must not be under ProjectUnitsPerMinute.");
    }
}
