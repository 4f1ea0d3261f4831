namespace EmailAgent.Providers.Gmail;

/// <summary>Google's limits on calls; bound from the configuration section <c>Gmail:Quota</c>.</summary>
public sealed class GmailQuotaOptions
{
    /// <summary>Whether calls wait for budget; without, Google's refusals alone slow them down. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Which of Google's two price lists the Cloud project is on. Default: <see cref="QuotaGeneration.Since2026"/>.</summary>
    public QuotaGeneration Generation { get; set; }

    /// <summary>What the project's budget is kept under; all silos of one Cloud project share it. Default: gmail.</summary>
    public string Project { get; set; } = "gmail";

    /// <summary>Units that a method costs, where they differ from the generation's. Default: none.</summary>
    public Dictionary<GmailMethod, int> Units { get; } = [];

    /// <summary>Units per minute and Google account. Default: what the generation says (6,000 or 15,000).</summary>
    public int? UserUnitsPerMinute { get; set; }

    /// <summary>Units per minute of the whole project. Default: 1,200,000.</summary>
    public int ProjectUnitsPerMinute { get; set; } = 1_200_000;

    /// <summary>Units per day of the whole project. Default: 80,000,000.</summary>
    public long ProjectUnitsPerDay { get; set; } = 80_000_000;
}

/// <summary>Google's price lists.</summary>
public enum QuotaGeneration
{
    /// <summary>Cloud projects made since 2026-05-01.</summary>
    Since2026,

    /// <summary>Cloud projects made before.</summary>
    Before2026,
}
