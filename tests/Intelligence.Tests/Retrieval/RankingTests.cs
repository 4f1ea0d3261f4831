using EmailAgent.Intelligence.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class RankingTests
{
    [Fact]
    public void Fuse_OfAnyRankings_HasEachMessageOnce() => Prop.ForAll(Rankings().ToArbitrary(), Rankings().ToArbitrary(), (words, vectors) =>
    {
        var fused = RankFusion.Fuse(words, vectors);
        var ids = fused.Select(message => message.MessageId).ToList();
        return ids.Distinct().Count() == ids.Count && ids.Order().SequenceEqual(words.Concat(vectors).Select(message => message.MessageId).Distinct().Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fuse_OfOneRanking_KeepsItsOrder() => Prop.ForAll(Rankings().ToArbitrary(), ranking =>
        RankFusion.Fuse(ranking, []).Select(message => message.MessageId).SequenceEqual(ranking.Select(message => message.MessageId))).QuickCheckThrowOnFailure();

    [Fact]
    public void Fuse_PutsFirstWhatBothRankingsHave()
    {
        var (one, two, both) = (Message(1), Message(2), Message(3));

        Assert.Equal(both.MessageId, RankFusion.Fuse([one, both], [two, both])[0].MessageId);
    }

    [Fact]
    public void Rerank_OfAnyRanking_LosesAndAddsNothing() => Prop.ForAll(Rankings().ToArbitrary(), ranking =>
        ThreadRanking.Rerank(ranking).Select(message => message.MessageId).Order().SequenceEqual(ranking.Select(message => message.MessageId).Order())).QuickCheckThrowOnFailure();

    [Fact]
    public void Rerank_OfNearlyEqualScores_PrefersTheThreadThatMatchesTwice()
    {
        var thread = Guid.NewGuid();
        var (single, first, second) = (Message(1) with { Score = 1 }, Message(2) with { ThreadId = thread, Score = 0.95 }, Message(3) with { ThreadId = thread, Score = 0.5 });

        Assert.Equal([first.MessageId, single.MessageId, second.MessageId], ThreadRanking.Rerank([single, first, second]).Select(message => message.MessageId));
    }

    private static Gen<IReadOnlyList<RankedMessage>> Rankings() =>
        Gen.Choose(1, 30).ArrayOf().Select(numbers => (IReadOnlyList<RankedMessage>)[.. numbers.Distinct().Select((number, rank) => Message(number) with { Score = 1.0 / (rank + 1) })]);

    private static RankedMessage Message(int number) => new(new Guid(number, 0, 0, new byte[8]), new Guid(number % 5, 1, 0, new byte[8]), 1);
}
