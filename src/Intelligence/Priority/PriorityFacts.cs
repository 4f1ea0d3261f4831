namespace EmailAgent.Intelligence.Priority;

/// <summary>The stored facts of a message's sender and thread at the time when the message arrived.</summary>
internal sealed record PriorityFacts
{
    /// <summary>The period in which messages of a list count; habits on lists change.</summary>
    public static readonly TimeSpan ListPeriod = TimeSpan.FromDays(90);

    /// <summary>The facts of a first message from an unknown sender.</summary>
    public static readonly PriorityFacts None = new();

    /// <summary>Returns the number of earlier messages from the sender.</summary>
    public int ReceivedFromSender { get; init; }

    /// <summary>Returns how many of them the owner read; null if it is not known.</summary>
    public int? ReadFromSender { get; init; }

    /// <summary>Returns how many of them the owner answered.</summary>
    public int AnsweredFromSender { get; init; }

    /// <summary>Returns how many messages of the sender the owner marked as important.</summary>
    public int ImportantFromSender { get; init; }

    /// <summary>Returns how many messages of the sender the owner marked as not important.</summary>
    public int UnimportantFromSender { get; init; }

    /// <summary>Returns the number of messages that the owner sent to the sender.</summary>
    public int SentToSender { get; init; }

    /// <summary>Returns the median time from a message of the sender to the owner's answer; null if there is no answer.</summary>
    public TimeSpan? TimeToAnswerSender { get; init; }

    /// <summary>Returns the number of earlier messages of the thread, the owner's included.</summary>
    public int MessagesInThread { get; init; }

    /// <summary>Returns how many of them the owner wrote.</summary>
    public int OwnMessagesInThread { get; init; }

    /// <summary>Returns the time since the owner last wrote in the thread; null if the owner has not.</summary>
    public TimeSpan? SinceOwnMessageInThread { get; init; }

    /// <summary>Indicates whether the message answers one of the owner's (In-Reply-To), or follows it directly in the thread.</summary>
    public bool AnswersOwner { get; init; }

    /// <summary>Returns the number of messages of the mailing list or, without one, of the sender's domain in the <see cref="ListPeriod"/> before.</summary>
    public int ReceivedFromList { get; init; }

    /// <summary>Returns how many of them the owner answered.</summary>
    public int AnsweredFromList { get; init; }

    /// <summary>Returns the time since the owner last wrote to the list or, without one, to the sender's domain; null if the owner has not.</summary>
    public TimeSpan? SinceOwnMessageToList { get; init; }

    /// <summary>Indicates whether a request to the owner was found in the text; null if it was not searched for.</summary>
    public bool? HasRequest { get; init; }

    /// <summary>Indicates whether a deadline was found in the text; null if it was not searched for.</summary>
    public bool? HasDeadline { get; init; }

    /// <summary>Returns the names by which the owner is addressed, such as "Ada Lovelace"; order does not matter.</summary>
    public IReadOnlyList<string> OwnerNames { get; init; } = [];
}
