using EmailAgent.Grains.Threads;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Threads;

public sealed class ThreadPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Plan_References_JoinTheSameMessagesInWhateverOrderAndBatchesTheyCome()
    {
        // A message is its number and the numbers it refers to; every order and every division into batches must agree.
        var generator = Gen.Choose(2, 14).SelectMany(count => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 20)).Select(refs => refs.Take(2).ToArray()), count))
            .Zip(Gen.Choose(0, int.MaxValue));
        Prop.ForAll(generator.ToArbitrary(), input =>
        {
            var (references, seed) = input;
            var messages = references.Select((refs, number) => Message(number, $"Subject {number}", number, [.. refs.Select(other => $"m{other}@x")])).ToArray();
            var random = new Random(seed);
            var inOrder = Groups(messages, ThreadAll(messages, messages.Length));
            random.Shuffle(messages);
            return Groups(messages, ThreadAll(messages, random.Next(1, messages.Length + 1))).SetEquals(inOrder);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Re: Budget", 5, true)]
    [InlineData("AW: [team] budget", 5, true)]
    [InlineData("Re: Budget", 31, false)]
    [InlineData("Fwd: Budget", 5, false)]
    [InlineData("Budget", 5, false)]
    [InlineData("Re: Budgets", 5, false)]
    public void Plan_WithoutReferences_RepliesJoinByBaseSubjectWithinThirtyDays(string subject, int days, bool joins)
    {
        var root = Message(1, "Budget", 0);
        var other = Message(2, subject, days * 24 * 60);

        foreach (var order in new[] { new[] { root, other }, [other, root] })
            Assert.Equal(joins, ThreadAll(order, 1).Values.Distinct().Count() == 1);
        Assert.Equal(joins, ThreadAll([other, root], 2).Values.Distinct().Count() == 1);
    }

    [Fact]
    public void Plan_MessageThatLinksTwoThreads_MergesThemIntoTheOlder()
    {
        var store = new Dictionary<long, Guid>();
        var threads = new Dictionary<Guid, MailThread>();
        var (a, b) = (Message(1, "A", 0), Message(2, "B", 10));
        Apply([a, b], store, threads);

        var plan = Apply([Message(3, "Re: C", 20, "m1@x", "m2@x")], store, threads);

        Assert.Equal([(b.Id, a.Id)], plan.Merged);
        Assert.Equal(a.Id, plan.ThreadIds[0]);
        Assert.Equal(new MailThread(a.Id, a.Subject.Hash, Noon, Noon.AddMinutes(20), true), Assert.Single(plan.Changed));
        Assert.Single(threads);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("Monday")]
    [InlineData("null@null")]
    [InlineData("@")]
    [InlineData("<>")]
    public void Plan_WhatIsNoIdentifier_LinksNothing(string id)
    {
        UnthreadedMessage[] messages =
        [
            Describe(1, "Budget talk", 0, "a@x", [id], [id], []),
            Describe(2, "Holiday plan", 1, id, [id], [], []),
            Describe(3, "Server down", 2, id, [], [id], []),
        ];

        Assert.Equal(3, ThreadAll(messages, 3).Values.Distinct().Count());
        Assert.All(messages, message => Assert.False(message.RefersToOthers));
    }

    [Theory]
    [InlineData("20031101.4f2a9c.1234567")]
    [InlineData("1@x")]
    [InlineData("nullmailer-7@x")]
    public void Plan_UnusualIdentifiers_Link(string id) =>
        Assert.Single(ThreadAll([Describe(1, "A", 0, id, [], [], []), Describe(2, "B", 1, "b@x", [id], [], [])], 1).Values.Distinct());

    [Fact]
    public void Plan_LongReferences_JoinTheRootAndTheLast()
    {
        string[] chain = ["root@x", .. Enumerable.Range(0, 400).Select(i => $"mid{i}@x"), "last@x"];
        var root = Describe(1, "Root", 0, "root@x", [], [], []);
        var last = Describe(2, "Last", 5, "last@x", [], [], []);
        var leaf = Describe(3, "Leaf", 9, "leaf@x", ["last@x"], chain, []);

        Assert.InRange(leaf.Ids.Length, 3, 110);
        Assert.Single(ThreadAll([root, last, leaf], 1).Values.Distinct());
    }

    [Theory]
    [InlineData("dentist@one me@own", "garage@two me@own", false)]
    [InlineData("dentist@one me@own", "me@own dentist@one", true)]
    [InlineData("dentist@one me@own", "DENTIST@one other@own", true)]
    [InlineData("ann@one list@lists", "bob@two list@lists", true)]
    [InlineData("me@own", "me@own other@own", true)]
    [InlineData("me@own", "ann@one me@own", false)]
    public void Plan_SameSubject_NeedsAParticipantInCommonBesidesTheUser(string first, string second, bool joins)
    {
        UnthreadedMessage[] messages = [Describe(1, "Appointment", 0, "a@x", [], [], first.Split(' ')), Describe(2, "RE: appointment", 100, "b@x", [], [], second.Split(' '))];
        var known = new KnownThreads(new Dictionary<long, Guid>(), []) { Own = new HashSet<long> { ThreadPolicy.ParticipantHash("me@own"), ThreadPolicy.ParticipantHash("Other@own") } };

        Assert.Equal(joins ? 1 : 2, ThreadPolicy.Plan(messages, known).ThreadIds.Distinct().Count());
        var stored = ThreadPolicy.Plan(messages[..1], known).Created.Single();
        var later = ThreadPolicy.Plan(messages[1..], known with { Threads = [stored], Participants = new Dictionary<Guid, long[]> { [stored.Id] = messages[0].Participants } });
        Assert.Equal(joins, later.ThreadIds.Single() == stored.Id);
    }

    [Theory]
    [InlineData("Re: Hello  World", "hello world", true)]
    [InlineData("RE[2]: Fwd: [list] Re : hello world", "hello world", true)]
    [InlineData("[list] Hello world (fwd)", "hello world", false)]
    [InlineData("回复：你好", "你好", true)]
    [InlineData("[only a tag]", "[only a tag]", false)]
    [InlineData("Real: estate", "real: estate", false)]
    public void ThreadSubject_Marks_AreTakenOff(string subject, string @base, bool isReply)
    {
        var parsed = ThreadSubject.Of(subject);

        Assert.Equal((ReferenceHash.Of(@base), isReply), (parsed.Hash, parsed.IsReply));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Re:")]
    [InlineData("  re: fwd:  ")]
    public void ThreadSubject_NothingButMarks_JoinsNothing(string subject)
    {
        Assert.True(ThreadSubject.Of(subject).IsEmpty);
        Assert.Equal(2, ThreadAll([Message(1, subject, 0), Message(2, subject, 1)], 2).Values.Distinct().Count());
    }

    private static UnthreadedMessage Message(int number, string subject, int minutes, params string[] references) =>
        Describe(number, subject, minutes, $"m{number}@x", [], references, []);

    private static UnthreadedMessage Describe(int number, string subject, int minutes, string? messageId, string[] inReplyTo, string[] references, string[] participants) =>
        ThreadPolicy.Describe(new Guid(number, 1, 1, new byte[8]), Noon.AddMinutes(minutes), subject, messageId, inReplyTo, references, participants);

    // What the store does with plans, in memory.
    private static Dictionary<Guid, Guid> ThreadAll(UnthreadedMessage[] messages, int batchSize)
    {
        var references = new Dictionary<long, Guid>();
        var threads = new Dictionary<Guid, MailThread>();
        var threadOf = new Dictionary<Guid, Guid>();
        foreach (var batch in messages.Chunk(batchSize))
        {
            var plan = Apply(batch, references, threads);
            foreach (var (from, into) in plan.Merged)
            {
                foreach (var message in threadOf.Where(entry => entry.Value == from).Select(entry => entry.Key).ToList())
                    threadOf[message] = into;
            }

            for (var i = 0; i < batch.Length; i++)
                threadOf[batch[i].Id] = plan.ThreadIds[i];
        }

        return threadOf;
    }

    private static ThreadPlan Apply(UnthreadedMessage[] batch, Dictionary<long, Guid> references, Dictionary<Guid, MailThread> threads)
    {
        var plan = ThreadPolicy.Plan(batch, new KnownThreads(references.ToDictionary(), [.. threads.Values]));
        foreach (var (from, into) in plan.Merged)
        {
            threads.Remove(from);
            foreach (var reference in references.Where(entry => entry.Value == from).Select(entry => entry.Key).ToList())
                references[reference] = into;
        }

        foreach (var thread in plan.Created.Concat(plan.Changed))
            threads[thread.Id] = thread;
        foreach (var (reference, thread) in plan.NewReferences)
            references.Add(reference, thread);
        return plan;
    }

    private static HashSet<string> Groups(UnthreadedMessage[] messages, Dictionary<Guid, Guid> threadOf) =>
        [.. messages.GroupBy(message => threadOf[message.Id]).Select(group => string.Join(' ', group.Select(message => message.Id).Order()))];
}
