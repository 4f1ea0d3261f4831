namespace EmailAgent.Providers.Gmail;

/// <summary>Google's limits on calls; bound from the configuration section <c>Gmail:Quota</c>.</summary>
public sealed class GmailQuotaOptions
{
    /// <summary>Indicates whether calls wait for budget; if not, only Google's refusals slow them down. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Google's price list that applies to the Cloud project. Default: <see cref="QuotaGeneration.Since2026"/>.</summary>
    public QuotaGeneration Generation { get; set; }

    /// <summary>Name under which the project's budget is stored; all silos of one Cloud project share it. Default: gmail.</summary>
    public string Project { get; set; } = "gmail";

    /// <summary>Units that a method costs, if they differ from the generation's. Default: none.</summary>
    public Dictionary<GmailMethod, int> Units { get; } = [];

    /// <summary>Units per minute and Google account. Default: the generation's (6,000 or 15,000).</summary>
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
