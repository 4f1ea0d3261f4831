namespace EmailAgent.Grains.Connections;

/// <summary>The providers as the API names them: the one place above the providers themselves where that is written down.</summary>
public static class ProviderNames
{
    /// <summary>The field of a connection that holds its mail server, named after the first provider that had one.</summary>
    public const string ServerField = "imap";

    /// <summary>All kinds of mailboxes, in the order in which the API lists them.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        new("imap", "IMAP", "Imap") { TakesPassword = true },
        new("gmail", "Gmail", "Gmail") { PushService = "Google Cloud Pub/Sub" },
        new("outlook", "Outlook", "Outlook"),
    ];
}
