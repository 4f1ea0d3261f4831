using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Protection;

namespace EmailAgent.Grains.Tests.Protection;

public sealed class ProtectionPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ProtectionKeyRow[] Keys =
    [
        Key("own", "me@example.org", hasSecret: true),
        Key("bob", "bob@example.org"),
        Key("expired", "old@example.org") with { Key = Key("expired", "old@example.org").Key with { ValidUntil = Now.AddDays(-1) } },
        Key("older", "bob@example.org"),
    ];

    [Fact]
    public void Choose_KeysForAll_AreTheNewestOfEach()
    {
        var chosen = Choose(["Bob@example.org"], sign: true, encrypt: true).Value!;

        Assert.Equal("own", chosen.Signer!.Key.Fingerprint);
        Assert.Equal(["own", "bob"], chosen.Readers.Select(key => key.Fingerprint));
    }

    [Theory]
    [InlineData("old@example.org")]
    [InlineData("carl@example.org")]
    public void Choose_RecipientWithoutAUsableKey_IsNamed(string address)
    {
        var problem = Choose([address, "bob@example.org"], sign: false, encrypt: true).Problem!;

        Assert.Equal("encrypt", problem.Field);
        Assert.Contains(address, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_SenderWithoutASecret_IsRefused() =>
        Assert.Equal("sign", ProtectionPolicy.Choose(Keys, MailKeyKind.OpenPgp, "bob@example.org", [], sign: true, encrypt: false, Now).Problem!.Field);

    private static Outcome<ChosenKeys> Choose(IReadOnlyList<string> recipients, bool sign, bool encrypt) =>
        ProtectionPolicy.Choose(Keys, MailKeyKind.OpenPgp, "me@example.org", recipients, sign, encrypt, Now);

    private static ProtectionKeyRow Key(string fingerprint, string address, bool hasSecret = false) => new(
        Guid.Empty,
        Guid.CreateVersion7(),
        new MailKey(MailKeyKind.OpenPgp, fingerprint, [address], null, Now.AddYears(-1), null, default, null),
        hasSecret ? [1] : [],
        Now);
}
