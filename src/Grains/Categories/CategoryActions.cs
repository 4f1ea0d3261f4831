namespace EmailAgent.Grains.Categories;

/// <summary>The audited actions on the mail of a sender.</summary>
internal static class CategoryActions
{
    /// <summary>A request or a mail that ends a subscription was sent, or the link to do so returned.</summary>
    public const string Unsubscribe = "sender.unsubscribe";

    /// <summary>All messages of a sender in the inbox are archived.</summary>
    public const string ArchiveAll = "sender.archive";
}
