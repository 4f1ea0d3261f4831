namespace EmailAgent.Grains.Mail;

/// <summary>The messages that a commit has changed.</summary>
/// <param name="Added">New messages.</param>
/// <param name="Completed">Messages that were partial and have their content now, with the ids that they are stored with.</param>
/// <param name="Removed">Messages that are gone, and the threads that they were in.</param>
/// <param name="Relabelled">Messages in another location, or with other labels.</param>
internal sealed record CommittedMail(
    Guid UserId,
    Guid ConnectionId,
    IReadOnlyList<AddedMail> Added,
    IReadOnlyList<NewMessage> Completed,
    IReadOnlyDictionary<Guid, Guid> Removed,
    IReadOnlyCollection<Guid> Relabelled)
{
    public bool IsEmpty => Added.Count + Completed.Count + Removed.Count + Relabelled.Count == 0;
}

/// <summary>A new message in its thread.</summary>
internal sealed record AddedMail(NewMessage Message, Guid ThreadId);
