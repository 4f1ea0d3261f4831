namespace EmailAgent.Grains.Categories;

/// <summary>The audited actions on the mail of a sender.</summary>
internal static class CategoryActions
{
    /// <summary>A request or a mail to end a subscription was sent, or the address for it was returned to the user.</summary>
    public const string Unsubscribe = "sender.unsubscribe";

    /// <summary>All messages of a sender in the inbox are archived.</summary>
    public const string ArchiveAll = "sender.archive";
}
