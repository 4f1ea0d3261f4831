using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Audit;

/// <summary>Who can write to the tables, and does not have the key, leaves traces.</summary>
public sealed class AuditExaminationTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void Examine_ALogAsItWasWritten_FindsNothing() =>
        Prop.ForAll(Seeds, seed => new AuditCopy(seed).Examine().Count == 0).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Examine_AnyTampering_IsFound() => Prop.ForAll(Seeds, seed =>
    {
        var log = new AuditCopy(seed);
        var what = log.Tamper();
        return (log.Examine().Count > 0).Label(what);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
