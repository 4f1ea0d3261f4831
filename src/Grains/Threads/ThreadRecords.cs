namespace EmailAgent.Grains.Threads;

/// <summary>The properties of a thread that decide what joins it.</summary>
/// <param name="HasRoot">One of its messages does not look like a reply.</param>
internal sealed record MailThread(Guid Id, long SubjectHash, DateTimeOffset FirstDate, DateTimeOffset LastDate, bool HasRoot);

/// <summary>A message that needs a thread.</summary>
/// <param name="Ids">Hashes of its own Message-ID and of all that it refers to.</param>
/// <param name="RefersToOthers">It names other messages (In-Reply-To, References).</param>
/// <param name="Participants">Hashes of the addresses of its sender and recipients.</param>
internal sealed record UnthreadedMessage(Guid Id, DateTimeOffset Date, ThreadSubject Subject, long[] Ids, bool RefersToOthers, long[] Participants)
{
    public bool LooksLikeReply => RefersToOthers || Subject.IsReply;

    // A message that names others belongs with those; only one that names none is placed by its subject.
    public bool MayJoinBySubject => !RefersToOthers && !Subject.IsEmpty;
}

/// <summary>The stored threads that may concern a batch of messages.</summary>
/// <param name="References">Thread ids by the hashes of identifiers.</param>
/// <param name="Threads">Those threads, and all that share a subject with a message of the batch.</param>
internal sealed record KnownThreads(IReadOnlyDictionary<long, Guid> References, IReadOnlyCollection<MailThread> Threads)
{
    /// <summary>Returns hashes of the participants' addresses, by thread, for threads that share a subject.</summary>
    public IReadOnlyDictionary<Guid, long[]> Participants { get; init; } = new Dictionary<Guid, long[]>();

    /// <summary>Returns hashes of the user's own addresses, which take part in every thread.</summary>
    public IReadOnlySet<long> Own { get; init; } = new HashSet<long>();
}

/// <summary>The assignment of a batch's messages to threads.</summary>
/// <param name="ThreadIds">The thread of each message, in the order of the messages.</param>
/// <param name="Created">Threads to insert.</param>
/// <param name="Changed">Stored threads with new dates or a root.</param>
/// <param name="Merged">Stored threads that turned out to be part of another: (thread, the one it becomes part of).</param>
/// <param name="NewReferences">Hashes not stored yet and their threads.</param>
internal sealed record ThreadPlan(
    Guid[] ThreadIds,
    IReadOnlyList<MailThread> Created,
    IReadOnlyList<MailThread> Changed,
    IReadOnlyList<(Guid From, Guid Into)> Merged,
    IReadOnlyList<(long Reference, Guid ThreadId)> NewReferences);
