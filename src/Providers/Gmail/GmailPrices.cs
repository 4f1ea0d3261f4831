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
        options.Units.TryGetValue(method, out var units) ? units : options.Generation == QuotaGeneration.Since2026 ? Since2026(method) : Before2026(method);

    private static int Since2026(GmailMethod method) => method switch
    {
        GmailMethod.GetMessage or GmailMethod.Trash or GmailMethod.Untrash => 20,
        _ => InBoth(method),
    };

    private static int Before2026(GmailMethod method) => method switch
    {
        GmailMethod.GetMessage or GmailMethod.Trash or GmailMethod.Untrash => 5,
        _ => InBoth(method),
    };

    private static int InBoth(GmailMethod method) => method switch
    {
        GmailMethod.GetProfile or GmailMethod.ListLabels => 1,
        GmailMethod.ListHistory => 2,
        GmailMethod.CreateLabel or GmailMethod.ListMessages or GmailMethod.Modify => 5,
        GmailMethod.Delete => 10,
        GmailMethod.BatchModify or GmailMethod.BatchDelete or GmailMethod.Stop => 50,
        GmailMethod.Watch => 100,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
