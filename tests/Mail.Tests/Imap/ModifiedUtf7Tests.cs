using EmailAgent.Mail.Imap;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Imap;

public sealed class ModifiedUtf7Tests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("A&B", "A&-B")]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("a\tb", "a&AAk-b")]
    [InlineData("", "")]
    public void Encode_OfKnownNames_IsTheirWireFormAndBack(string name, string wire)
    {
        Assert.Equal(wire, ModifiedUtf7.Encode(name));
        Assert.True(ModifiedUtf7.TryDecode(wire, out var decoded));
        Assert.Equal(name, decoded);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&APw")]
    [InlineData("&A-")]
    [InlineData("&APx-")]
    [InlineData("&AP/-")]
    [InlineData("&A=-")]
    [InlineData("Entwürfe")]
    public void TryDecode_OfWhatIsNoWireForm_Fails(string wire) => Assert.False(ModifiedUtf7.TryDecode(wire, out _));

    [Fact]
    public void RoundTrip_OfAnyString_IsPrintableAsciiAndExact()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), name =>
        {
            var wire = ModifiedUtf7.Encode(name);
            return wire.All(c => c is >= ' ' and <= '~') && ModifiedUtf7.TryDecode(wire, out var back) && back == name;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTrip_OfAnyUnits_IsExact()
        => Prop.ForAll(Gen.Choose(0, 0xffff).Select(i => (char)i).ArrayOf().ToArbitrary(), units =>
            ModifiedUtf7.TryDecode(ModifiedUtf7.Encode(new string(units)), out var back) && back == new string(units)).QuickCheckThrowOnFailure();
}
