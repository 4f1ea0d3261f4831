using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>What calls cost, in Google's quota units.</summary>
internal sealed class GmailPrices(GmailQuotaOptions options)
{
    /// <summary>The budgets that Google gives.</summary>
    public QuotaBudget Budget { get; } = new(
        options.Project,
        options.UserUnitsPerMinute ?? (options.Generation == QuotaGeneration.Since2026 ? 6_000 : 15_000),
        options.ProjectUnitsPerMinute,
        options.ProjectUnitsPerDay);

    public int Of(GmailMethod method) =>
        options.Units.TryGetValue(method, out var units) ? units
        : method == GmailMethod.GetMessage ? (options.Generation == QuotaGeneration.Since2026 ? 20 : 5)
        : InBoth(method);

    private static int InBoth(GmailMethod method) => method switch
    {
        GmailMethod.GetProfile or GmailMethod.ListLabels => 1,
        GmailMethod.ListHistory => 2,
        GmailMethod.CreateLabel or GmailMethod.UpdateLabel or GmailMethod.DeleteLabel or GmailMethod.ListMessages or GmailMethod.Modify => 5,
        GmailMethod.Delete => 10,
        GmailMethod.BatchModify or GmailMethod.BatchDelete or GmailMethod.Stop => 50,
        GmailMethod.Watch => 100,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
