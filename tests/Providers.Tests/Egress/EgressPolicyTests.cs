using System.Net;
using System.Net.Sockets;
using EmailAgent.Providers.Egress;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Egress;

public sealed class EgressPolicyTests
{
    /// <summary>The first and the last address of each special network.</summary>
    public static TheoryData<string> SpecialAddresses { get; } = new(
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "100.100.100.200", "127.0.0.1", "127.255.255.255",
        "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "0x7f000001", "2130706433", "0177.0.0.1",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1", "4000::1");

    [Theory]
    [MemberData(nameof(SpecialAddresses))]
    public void SpecialAddress_IsForbidden(string address) => Assert.False(Policy().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00:1450:4001::1")]
    public void PublicAddress_IsAllowed(string address) => Assert.True(Policy().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("64:ff9b::7f00:1", true)]
    [InlineData("127.1.0.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fd01::1", false)]
    [InlineData("::1", false)]
    public void ConfiguredNetwork_IsAllowed_AndNothingBesideIt(string address, bool allowed) =>
        Assert.Equal(allowed, Policy("127.0.0.0/16", "", "fd00::/32").Allows(IPAddress.Parse(address)));

    [Fact]
    public void AnyAddress_OfPrivateBits_IsForbidden_InEachDisguise()
    {
        // The model: the well-known private ranges, by their bits.
        var policy = Policy();
        Prop.ForAll<uint>(bits =>
        {
            var (a, b) = ((byte)(bits >> 24), (byte)(bits >> 16));
            byte[] bytes = [a, b, (byte)(bits >> 8), (byte)bits];
            var plain = new IPAddress(bytes);
            var isPrivate = a is 0 or 10 or 127 or >= 224 || (a == 172 && b is >= 16 and < 32) || (a == 192 && b == 168) || (a == 169 && b == 254) || (a == 100 && b is >= 64 and < 128);
            var translated = new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes]);
            return !(isPrivate && policy.Allows(plain))
                && policy.Allows(plain.MapToIPv6()) == policy.Allows(plain)
                && policy.Allows(translated) == policy.Allows(plain)
                && !policy.Allows(new IPAddress([.. new byte[12], .. bytes]))
                && !policy.Allows(new IPAddress([0x20, 0x02, .. bytes, .. new byte[10]]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void AnyIPv6Address_OutsideTheInternet_IsForbidden()
    {
        var policy = Policy();
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255), 16).ToArbitrary(), numbers =>
        {
            var address = new IPAddress([.. numbers.Select(number => (byte)number)]);
            return !policy.Allows(address) || (address.AddressFamily == AddressFamily.InterNetworkV6 && numbers[0] >> 5 == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("local")]
    [InlineData("10.0.0.0/33")]
    public void Options_WithWhatIsNoNetwork_AreRefused(string network) =>
        Assert.Contains(network, new EgressOptionsValidator().Validate(null, new EgressOptions { Allow = [network] }).FailureMessage, StringComparison.Ordinal);

    private static EgressPolicy Policy(params string[] allow) => new(Options.Create(new EgressOptions { Allow = allow }));
}
