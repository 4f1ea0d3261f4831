using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class ExternalLoginPolicyTests
{
    private static readonly ExternalLogin Ann = new("https://issuer.example", "u1", "Ann@Example.org", "Ann", "Lee", Role: null, LinksByEmail: true, EmailVerified: true, SaidAt: DateTimeOffset.UnixEpoch);

    [Fact]
    public void LinkKey_OfAProvenAddress_IsTheAccountsKey() => Assert.Equal("ann@example.org", ExternalLoginPolicy.LinkKey(Ann));

    [Theory]
    [InlineData("ann@example.org", false)]
    [InlineData("not an address", true)]
    [InlineData("ann@example.org\n", true)]
    [InlineData(null, true)]
    public void LinkKey_OfAnythingElse_IsNone(string? email, bool links) =>
        Assert.Null(ExternalLoginPolicy.LinkKey(Ann with { Email = email, LinksByEmail = links }));

    [Fact]
    public void ToRow_UnusableValues_AreLeftOut()
    {
        var row = ExternalLoginPolicy.ToStored(Ann with { Email = "nobody", FirstName = new string('x', 101), LastName = "a\u0000b" });
        Assert.Equal((null, null, null), (row.Email, row.FirstName, row.LastName));
    }

    [Fact]
    public void ToRow_Hash_ChangesWithWhatIsSaidAndOnlyThen()
    {
        var hash = ExternalLoginPolicy.ToStored(Ann).ProfileHash;
        Assert.Equal(hash, ExternalLoginPolicy.ToStored(Ann with { LinksByEmail = false, SaidAt = DateTimeOffset.MaxValue }).ProfileHash);
        Assert.NotEqual(hash, ExternalLoginPolicy.ToStored(Ann with { FirstName = "AnnL", LastName = "ee" }).ProfileHash);
        Assert.NotEqual(hash, ExternalLoginPolicy.ToStored(Ann with { Email = null }).ProfileHash);
        Assert.NotEqual(hash, ExternalLoginPolicy.ToStored(Ann with { EmailVerified = false }).ProfileHash);
        Assert.NotEqual(hash, ExternalLoginPolicy.ToStored(Ann with { Role = "admin" }).ProfileHash);
    }
}
