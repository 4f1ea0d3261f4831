namespace EmailAgent.Intelligence.Categories;

/// <summary>The categories of messages; each message has one.</summary>
internal static class MessageCategory
{
    /// <summary>From a person, about private life.</summary>
    public const string Personal = "personal";

    /// <summary>From a person, about work, or to a list of people who work on the same thing.</summary>
    public const string Work = "work";

    /// <summary>An issue of a publication that the owner receives regularly.</summary>
    public const string Newsletter = "newsletter";

    /// <summary>From a program, about an account, a system or a process.</summary>
    public const string Notification = "notification";

    /// <summary>A receipt, an invoice, an order, or the delivery of one.</summary>
    public const string Receipt = "receipt";

    /// <summary>A booking, a ticket, or news of a trip.</summary>
    public const string Travel = "travel";

    /// <summary>An invitation, its answer, its change, or a reminder of it.</summary>
    public const string Calendar = "calendar";

    /// <summary>News of a social network.</summary>
    public const string Social = "social";

    /// <summary>An advertisement of a sender who identifies itself.</summary>
    public const string Promotion = "promotion";

    /// <summary>Unsolicited or fraudulent.</summary>
    public const string Spam = "spam";

    /// <summary>All categories; their order is that of the model's classes.</summary>
    public static readonly IReadOnlyList<string> All = [Personal, Work, Newsletter, Notification, Receipt, Travel, Calendar, Social, Promotion, Spam];
}
