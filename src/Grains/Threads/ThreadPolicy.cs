using System.Runtime.InteropServices;

namespace EmailAgent.Grains.Threads;

/// <summary>
/// The rules for which messages form one conversation: messages that share a Message-ID, their own or a referenced one, in whatever order
/// they arrive; and messages without references that have the same base subject, close dates and a common participant.
/// </summary>
internal static class ThreadPolicy
{
    /// <summary>The maximum distance in time between a thread and another message with the same subject.</summary>
    public static readonly TimeSpan SubjectWindow = TimeSpan.FromDays(30);

    // Real threads stay far below; a hostile header must not join thousands of threads.
    private const int MaxReferences = 100;

    // The first identifiers are those of the root and its answers, the last those of the answered messages.
    private const int FirstReferences = 20;

    // A message to thousands of people shares participants with any other; its sender and the first recipients are enough.
    private const int MaxParticipants = 100;

    /// <summary>Describes a message for the policy.</summary>
    /// <param name="participants">Addresses of the sender and the recipients, the sender's first.</param>
    public static UnthreadedMessage Describe(
        Guid id,
        DateTimeOffset date,
        string subject,
        string? messageId,
        IReadOnlyList<string> inReplyTo,
        IReadOnlyList<string> references,
        IEnumerable<string> participants)
    {
        var others = Trim([.. references.Where(MessageIdentifier.IsUnique)]).Concat(inReplyTo.Where(MessageIdentifier.IsUnique).Take(MaxReferences));
        var hashes = others.Select(reference => ReferenceHash.Of(reference)).ToHashSet();
        var refersToOthers = hashes.Count > 0;
        if (messageId is not null && MessageIdentifier.IsUnique(messageId))
            hashes.Add(ReferenceHash.Of(messageId));

        long[] people = [.. participants.Take(MaxParticipants).Select(ParticipantHash).Distinct()];
        return new UnthreadedMessage(id, date, ThreadSubject.Of(subject), [.. hashes], refersToOthers, people);
    }

    /// <summary>Returns the hash by which participants are compared.</summary>
    public static long ParticipantHash(string address) => ReferenceHash.Of(address.Trim().ToLowerInvariant());

    private static IEnumerable<string> Trim(string[] references) => references.Length <= MaxReferences
        ? references
        : references.Take(FirstReferences).Concat(references.TakeLast(MaxReferences - FirstReferences));

    public static ThreadPlan Plan(IReadOnlyList<UnthreadedMessage> messages, KnownThreads known)
    {
        var stored = known.Threads.ToDictionary(
            thread => thread.Id, thread => ThreadGroup.Of(thread, (known.Participants.GetValueOrDefault(thread.Id) ?? []).Except(known.Own)));
        var groups = messages.Select(message => ThreadGroup.Of(message, message.Participants.Except(known.Own))).ToArray();
        var byReference = JoinByReferences(messages, groups, known.References, stored);
        JoinBySubjects(messages, groups, stored.Values);

        var touched = groups.Select(group => group.Root).Distinct().ToList();
        return new ThreadPlan(
            [.. groups.Select(group => group.Root.State.Id)],
            [.. touched.Where(group => group.Stored.Count == 0).Select(group => group.State)],
            [.. touched.Where(group => group.Stored.Count > 0 && !group.Stored.Contains(group.State)).Select(group => group.State)],
            [.. touched.SelectMany(group => group.Stored.Where(thread => thread.Id != group.State.Id).Select(thread => (thread.Id, group.State.Id)))],
            [.. byReference.Where(entry => !known.References.ContainsKey(entry.Key)).Select(entry => (entry.Key, entry.Value.Root.State.Id))]);
    }

    private static Dictionary<long, ThreadGroup> JoinByReferences(
        IReadOnlyList<UnthreadedMessage> messages, ThreadGroup[] groups, IReadOnlyDictionary<long, Guid> references, Dictionary<Guid, ThreadGroup> stored)
    {
        var byReference = new Dictionary<long, ThreadGroup>();
        foreach (var (reference, thread) in references)
            byReference.Add(reference, stored[thread]);

        for (var i = 0; i < messages.Count; i++)
        {
            foreach (var id in messages[i].Ids)
            {
                ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(byReference, id, out var exists);
                if (exists)
                    group!.Join(groups[i]);
                else
                    group = groups[i];
            }
        }

        return byReference;
    }

    private static void JoinBySubjects(IReadOnlyList<UnthreadedMessage> messages, ThreadGroup[] groups, IEnumerable<ThreadGroup> stored)
    {
        var bySubject = new Dictionary<long, List<ThreadGroup>>();
        foreach (var group in stored.Concat(groups).Select(group => group.Root).Distinct())
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(bySubject, group.State.SubjectHash, out _);
            (list ??= []).Add(group);
        }

        // Oldest first, so that a root is in place before the replies to it look for a thread.
        foreach (var i in Enumerable.Range(0, messages.Count).Where(i => messages[i].MayJoinBySubject).OrderBy(i => messages[i].Date).ThenBy(i => messages[i].Id))
        {
            var own = groups[i].Root;
            if (own.Messages == 1 && own.Stored.Count == 0 && FindBySubject(messages[i], own, bySubject[messages[i].Subject.Hash]) is { } group)
                group.Join(own);
        }
    }

    // A reply joins the thread that began last before it, else the one that begins first after it; a root joins replies without one.
    private static ThreadGroup? FindBySubject(UnthreadedMessage message, ThreadGroup own, List<ThreadGroup> candidates)
    {
        ThreadGroup? best = null;
        foreach (var candidate in candidates.Select(candidate => candidate.Root)
            .Where(candidate => candidate != own && Accepts(candidate.State, message) && candidate.SharesParticipant(own)))
        {
            if (best is null || IsBetter(candidate.State.FirstDate, best.State.FirstDate, message.Date))
                best = candidate;
        }

        return best;
    }

    private static bool Accepts(MailThread thread, UnthreadedMessage message) =>
        thread.FirstDate - message.Date <= SubjectWindow && message.Date - thread.LastDate <= SubjectWindow
        && (message.LooksLikeReply || (!thread.HasRoot && message.Date <= thread.FirstDate));

    private static bool IsBetter(DateTimeOffset first, DateTimeOffset bestFirst, DateTimeOffset date) =>
        first <= date ? bestFirst > date || first > bestFirst : bestFirst > date && first < bestFirst;
}
