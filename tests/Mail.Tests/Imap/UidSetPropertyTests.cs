using EmailAgent.Mail.Imap;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Imap;

public sealed class UidSetPropertyTests
{
    // Small numbers make neighbours and overlaps likely.
    private static readonly Arbitrary<uint[]> Uids = Gen.Choose(1, 60).Select(i => (uint)i).ArrayOf().ToArbitrary();

    [Fact]
    public void Of_AnyUids_HoldsExactlyThose()
        => Prop.ForAll(Uids, uids =>
        {
            var set = UidSet.Of(uids);
            return set.SequenceEqual(uids.Distinct().Order()) && set.Count == uids.Distinct().Count()
                && Enumerable.Range(1, 61).All(i => set.Contains((uint)i) == uids.Contains((uint)i));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranges_OfAnySet_AreSortedAndApart()
        => Prop.ForAll(Uids, uids => UidSet.Of(uids).Ranges is var ranges
            && ranges.All(r => r.First <= r.Last)
            && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.Last + 1 < pair.Second.First)).QuickCheckThrowOnFailure();

    [Fact]
    public void Operations_OnAnySets_AreThoseOfHashSets()
        => Prop.ForAll(Uids, Uids, (a, b) =>
        {
            var (x, y) = (UidSet.Of(a), UidSet.Of(b));
            return x.Union(y).SequenceEqual(a.Union(b).Order())
                && x.Except(y).SequenceEqual(a.Except(b).Order())
                && x.Intersect(y).SequenceEqual(a.Intersect(b).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_OfAnySet_ReadsBackAsTheSame()
        => Prop.ForAll(Uids, uids => UidSet.Parse(UidSet.Of(uids).ToString()).Equals(UidSet.Of(uids))).QuickCheckThrowOnFailure();

    [Fact]
    public void TakeLast_OfAnySet_IsTheEndOfTheSequence()
        => Prop.ForAll(Uids, Gen.Choose(0, 70).ToArbitrary(), (uids, count) =>
            UidSet.Of(uids).TakeLast(count).SequenceEqual(uids.Distinct().Order().TakeLast(count))).QuickCheckThrowOnFailure();
}
