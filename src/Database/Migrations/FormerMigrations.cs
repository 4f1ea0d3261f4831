namespace EmailAgent.Database.Migrations;

/// <summary>
/// The migrations that the baseline replaces. A database that has them all has the baseline's schema, no matter when it was created.
/// </summary>
internal static class FormerMigrations
{
    /// <summary>Name of the baseline, before which nothing is applied.</summary>
    public const string Baseline = "0001-baseline";

    /// <summary>Names of the former migrations, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "2026-11-21-0001-foundation",
        "2026-11-21-0002-labelled-messages",
        "2026-11-21-0003-oauth",
        "2026-11-21-0004-push",
        "2026-11-21-0005-external-logins",
        "2026-11-21-0006-access",
        "2026-11-21-0006-push-trust",
        "2026-11-21-0007-quota-leases",
        "2026-11-21-0008-parting",
        "2026-11-21-0010-accounts",
        "2026-11-21-0011-notices",
        "2026-11-21-0012-lockout",
        "2026-11-21-0013-second-factor",
        "2026-11-21-0014-erasure",
        "2026-11-21-0020-api-keys",
        "2026-11-21-0030-audit",
        "2026-11-21-0031-setup",
        "2026-11-21-0032-organizations",
        "2026-11-21-0033-organization-owners",
        "2026-11-21-0034-connection-shares",
        "2026-11-21-0040-invitation-mails",
        "2026-11-21-0041-session-proofs",
        "2026-11-21-0045-external-claims",
        "2026-11-21-0047-external-said-at",
        "2026-11-21-0060-renewed-audit-key",
        "2026-11-21-0061-audit-keys",
        "2026-11-21-0062-audit-lists",
        "2026-11-21-9001-orleans-queries",
        "2026-11-21-9002-orleans-clustering",
        "2026-11-21-9003-orleans-persistence",
        "2026-11-21-9004-orleans-reminders",
        "2026-12-01-0001-orleans-alone",
        "2026-12-01-0010-outstanding-mail",
        "2026-12-01-0012-search-renewal",
        "2026-12-01-0050-invitations-mailed",
        "2026-12-01-0300-readiness",
        "2026-12-01-0310-attachments-by-id",
    ];

    /// <summary>Indicates whether a database with these migrations must be marked as having the baseline.</summary>
    /// <exception cref="MigrationException">It has some of the former migrations and lacks others, which are no longer here to be applied.</exception>
    public static bool AreComplete(IReadOnlySet<string> applied)
    {
        if (!Names.Any(applied.Contains))
            return false;
        return Names.FirstOrDefault(name => !applied.Contains(name)) is not { } missing
            ? true
            : throw new MigrationException(
                $"The database is of an older version than this program can upgrade: it lacks the migration {missing}. Start the previous version first, then this one.");
    }
}
