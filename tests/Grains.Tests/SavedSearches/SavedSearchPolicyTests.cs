using EmailAgent.Grains.SavedSearches;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.SavedSearches;

public sealed class SavedSearchPolicyTests
{
    private const string Letters = "abzéüñßжω7 -";

    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Names_InAnyCaseAndWithSpacesAround_HaveOneKey() =>
        Prop.ForAll(Names().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (name, seed) =>
        {
            var random = new Random(seed);
            var other = string.Concat(name.Select(letter => random.Next(2) == 0 ? letter : char.ToUpperInvariant(letter)));
            return NameText.KeyOf(name) == NameText.KeyOf($" {other} ");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_ThatDifferInMoreThanCase_HaveDifferentKeys() =>
        Prop.ForAll(Names().ToArbitrary(), Names().ToArbitrary(), (one, other) =>
            one.Trim() == other.Trim() || NameText.KeyOf(one) != NameText.KeyOf(other)).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_ThatDifferInCase_HaveOneKey() =>
        Assert.Equal(NameText.KeyOf("B\u00FCro"), NameText.KeyOf("b\u00DCRO "));

    [Fact]
    public void Check_OfWhatIsNotGiven_RefusesNothing() => Assert.Null(SavedSearchPolicy.Check(null, null, Now));

    [Fact]
    public void Check_OfBothFields_NamesBoth()
    {
        var problem = SavedSearchPolicy.Check(" ", "before:yesterdayish", Now)!;

        Assert.Equal((ProblemCodes.Invalid, "name"), (problem.Code, problem.Field));
        Assert.Equal("query", Assert.Single(problem.Others!).Field);
    }

    [Theory]
    [InlineData("from:ada is:unread", true)]
    [InlineData("label:not-yet-there", true)]
    [InlineData("\"unclosed", false)]
    [InlineData("a OR", false)]
    public void Check_OfAQuery_IsTheParsers(string query, bool isAccepted) =>
        Assert.Equal(isAccepted, SavedSearchPolicy.Check(null, query, Now) is null);

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Options_OutOfRange_AreRefusedAtStart(int perUser) =>
        Assert.True(new SavedSearchOptionsValidator().Validate(null, new SavedSearchOptions { PerUser = perUser }).Failed);

    private static Gen<string> Names() => Gen.Elements(Letters.ToCharArray()).ArrayOf().Select(letters => new string(letters));
}
