using System.Text.RegularExpressions;

namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>A section of the configuration, and the class that it is bound to.</summary>
/// <param name="Name">With colons.</param>
/// <param name="Type">Where its settings are documented.</param>
internal sealed partial record ConfigurationSection(string Name, Type Type)
{
    /// <summary>All sections that are bound to a class, in the order of the page.</summary>
    public static IReadOnlyList<ConfigurationSection> All { get; } =
    [
        Of("Secrets", "Storage", "Secrets.SecretOptions"),
        Of("Audit", "Storage", "Audit.AuditOptions"),
        Of("Setup", "Grains", "Admin.SetupOptions"),
        Of("Accounts", "Grains", "Identity.AccountOptions"),
        Of("Accounts:Mail", "Providers", "Notices.NoticeOptions"),
        Of("Accounts:Passwords", "Grains", "Identity.PasswordOptions"),
        Of("Accounts:Lockout", "Grains", "Lockout.LockoutOptions"),
        Of("Accounts:Limits", "Grains", "Identity.AccountLimitOptions"),
        Of("Authentication:Issuers:NAME", "Api", "Identity.Issuers.IssuerOptions"),
        Of("RateLimits", "Grains", "RateLimits.RateLimitOptions"),
        Of("Http:Answers", "Api", "Answers.AnswerOptions"),
        Of("Mailboxes", "Grains", "Connections.MailboxOptions"),
        Of("Egress", "Providers", "Egress.EgressOptions"),
        Of("Imap", "Providers", "Imap.ImapSyncOptions"),
        Of("OAuth", "Grains", "Connections.SignInOptions"),
        Of("OAuth:Google", "Providers", "OAuth.OAuthClientOptions"),
        Of("OAuth:Microsoft", "Providers", "OAuth.OAuthClientOptions"),
        Of("Gmail", "Providers", "Gmail.GmailOptions"),
        Of("Gmail:Push", "Providers", "Gmail.Push.GmailPushOptions"),
        Of("Cluster", "Silo", "Cluster.ClusterSettings"),
    ];

    /// <summary>As the first part of an environment variable.</summary>
    public string Variable => Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What the section is about; that it is one, the heading says.</summary>
    public string Summary => Origin().Replace(XmlDocumentation.Of(Type), "").Trim() is { Length: > 0 } text && !text.StartsWith("The configuration section", StringComparison.Ordinal)
        ? text
        : "All of its settings:";

    private static ConfigurationSection Of(string name, string project, string type) =>
        new(name, Type.GetType($"EmailAgent.{project}.{type}, EmailAgent.{project}", throwOnError: true)!);

    [GeneratedRegex(@"[;,] (bound )?from (the configuration|the|a) section (such as )?`[^`]+`|^Configuration section `[^`]+`[.:] ?(whether this)?|The configuration section `[^`]+`: ")]
    private static partial Regex Origin();
}
