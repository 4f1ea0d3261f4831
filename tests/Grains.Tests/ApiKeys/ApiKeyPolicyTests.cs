using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.ApiKeys;

public sealed class ApiKeyPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly Permission OfUser = AccessPolicy.Judge(
        new Grains.Access.AccessRow(Roles.User, IsDisabled: false, HasSecondFactor: false, [], []), sessionId: null, SecondFactorDemand.Optional).Permissions;

    private static readonly string[] Names = [.. PermissionNames.List((Permission)0x3FF)];

    [Fact]
    public void Requests_ThatAreAccepted_GiveOnlyWhatTheOwnerHas() =>
        Prop.ForAll(ScopeLists().ToArbitrary(), Sets().ToArbitrary(), (scopes, owner) =>
        {
            var accepted = ApiKeyPolicy.Check(Request(scopes), owner, Now) is null;
            var given = ApiKeyPolicy.ToPermissions(scopes);
            return !accepted || (given != Permission.None && (given & ~owner) == 0 && !given.HasFlag(Permission.AccountAdmin) && scopes.All(Names.Contains));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_Expired_AllowNothing() =>
        Prop.ForAll(ScopeLists().ToArbitrary(), Gen.Choose(-1000, 1000).ToArbitrary(), (scopes, seconds) =>
        {
            var grant = ApiKeyPolicy.Judge(Row(scopes) with { ExpiresAt = Now.AddSeconds(seconds) }, null, Now);
            return seconds > 0 ? grant.Standing == ApiKeyStanding.Good : grant is { Standing: ApiKeyStanding.Expired, Scopes: Permission.None };
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_WhateverIsStored_NeverOpenDoors() =>
        Assert.Equal(Permission.MailRead, ApiKeyPolicy.Judge(Row(["account:admin", "mail:read", "no:such"]), null, Now).Scopes);

    [Theory]
    [InlineData("10.0.0.0/8", "10.200.3.4", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.1.2.3/8", "10.200.3.4", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.9", true)]
    [InlineData("2001:db8::/32", "2001:db8:1::5", true)]
    [InlineData("2001:db8::/32", "2001:db9::5", false)]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("0.0.0.0/0", null, false)]
    [InlineData("0.0.0.0/0", "nonsense", false)]
    public void Keys_WithAddresses_AreGoodFromThereOnly(string allowed, string? address, bool good) =>
        Assert.Equal(good ? ApiKeyStanding.Good : ApiKeyStanding.AddressNotAllowed, ApiKeyPolicy.Judge(Row(["mail:read"]) with { AllowedAddresses = [allowed] }, address, Now).Standing);

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("example.org")]
    [InlineData("2001:db8::/129")]
    public void Networks_ThatAreNone_AreRefused(string text) =>
        Assert.Equal("allowed_addresses", ApiKeyPolicy.Check(Request(["mail:read"]) with { AllowedAddresses = [text] }, OfUser, Now)?.Field);

    private static NewApiKeyRequest Request(IReadOnlyList<string> scopes) => new("key", scopes, null, null, null);

    private static ApiKeyRow Row(IReadOnlyList<string> scopes) =>
        new(Guid.NewGuid(), Guid.NewGuid(), "key", "1234", [], scopes, null, null, Now.AddDays(-1), null, null);

    private static Gen<string[]> ScopeLists() => Gen.Elements<string>([.. Names, "", "mail", "MAIL:READ", "no:such"]).ArrayOf();

    private static Gen<Permission> Sets() => Gen.Choose(0, 0x3FF).Select(bits => (Permission)bits);
}
