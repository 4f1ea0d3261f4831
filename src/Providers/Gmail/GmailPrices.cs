using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>The costs of calls, in Google's quota units.</summary>
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
        GmailMethod.GetProfile or GmailMethod.ListLabels or GmailMethod.ListSendAs => 1,
        GmailMethod.ListHistory => 2,
        GmailMethod.CreateLabel or GmailMethod.UpdateLabel or GmailMethod.DeleteLabel or GmailMethod.ListMessages or GmailMethod.Modify or GmailMethod.ListDrafts => 5,
        GmailMethod.Delete or GmailMethod.CreateDraft => 10,
        GmailMethod.UpdateDraft => 15,
        GmailMethod.InsertMessage => 25,
        GmailMethod.BatchModify or GmailMethod.BatchDelete or GmailMethod.Stop => 50,
        GmailMethod.Watch or GmailMethod.SendMessage => 100,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
