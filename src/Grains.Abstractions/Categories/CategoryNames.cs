namespace EmailAgent.Grains.Categories;

/// <summary>The categories of messages. Each analyzed message that the owner did not send has one.</summary>
public static class CategoryNames
{
    /// <summary>From a person, about private life.</summary>
    public const string Personal = "personal";

    /// <summary>From a person, about work.</summary>
    public const string Work = "work";

    /// <summary>An issue of a publication.</summary>
    public const string Newsletter = "newsletter";

    /// <summary>From a program, about an account, a system or a process.</summary>
    public const string Notification = "notification";

    /// <summary>A receipt, an invoice or an order.</summary>
    public const string Receipt = "receipt";

    /// <summary>A booking, a ticket, or news of a trip.</summary>
    public const string Travel = "travel";

    /// <summary>An invitation, or what follows from one.</summary>
    public const string Calendar = "calendar";

    /// <summary>News of a social network.</summary>
    public const string Social = "social";

    /// <summary>An advertisement of a sender who identifies itself.</summary>
    public const string Promotion = "promotion";

    /// <summary>Unsolicited or fraudulent.</summary>
    public const string Spam = "spam";

    /// <summary>All categories, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Personal, Work, Newsletter, Notification, Receipt, Travel, Calendar, Social, Promotion, Spam];
}
