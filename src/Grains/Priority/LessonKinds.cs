namespace EmailAgent.Grains.Priority;

/// <summary>Actions of owners that show how much a message matters.</summary>
internal static class LessonKinds
{
    /// <summary>The owner answered the message.</summary>
    public const string Answered = "answered";

    /// <summary>The message is starred.</summary>
    public const string Starred = "starred";

    /// <summary>The message was archived without being read.</summary>
    public const string ArchivedUnread = "archived_unread";

    // What was only observed counts less than a judgement, which counts 1.
    private const double AnsweredWeight = 0.6;
    private const double StarredWeight = 0.5;
    private const double ArchivedWeight = 0.3;

    /// <summary>Returns what is learned from an action.</summary>
    public static PriorityLesson ToLesson(Guid messageId, string kind) => kind switch
    {
        Answered => new PriorityLesson(messageId, IsImportant: true, AnsweredWeight),
        Starred => new PriorityLesson(messageId, IsImportant: true, StarredWeight),
        _ => new PriorityLesson(messageId, IsImportant: false, ArchivedWeight),
    };
}
