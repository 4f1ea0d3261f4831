using System.Text;
using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Protection;

namespace EmailAgent.Grains.Tests.Protection;

public sealed class ProtectionReaderTests
{
    private static readonly ProtectionReader Reader = new(new SmimeSignatures([]), new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "mx.example.org" });

    [Fact]
    public void Read_MessageWithoutSignature_HasTheChecksOfItsServers()
    {
        var read = Read(
            "Authentication-Results: mx.example.org; dkim=pass header.d=example.com; spf=fail smtp.mailfrom=example.net\r\n"
            + "Authentication-Results: forged.example; dmarc=pass header.from=example.com\r\nFrom: ada@example.com\r\n\r\nHello\r\n");

        Assert.Equal((ProtectionKinds.None, false), (read.Protection, read.IsWhole));
        Assert.Empty(read.Signatures);
        Assert.Equal(
            [("mx.example.org", true, "dkim", "pass", "example.com"), ("mx.example.org", true, "spf", "fail", "example.net"), ("forged.example", false, "dmarc", "pass", "example.com")],
            read.Checks.Select(check => (check.Server, check.IsTrusted, check.Method, check.Result, check.Domain ?? "")));
    }

    [Theory]
    [InlineData("application/pkcs7-signature", ProtectionKinds.SmimeSigned)]
    [InlineData("application/pgp-signature", ProtectionKinds.OpenPgpSigned)]
    public void Read_DamagedSignature_IsUnreadable(string protocol, string expected)
    {
        var read = Read(
            $"From: ada@example.com\r\nContent-Type: multipart/signed; protocol=\"{protocol}\"; boundary=b\r\n\r\n"
            + $"--b\r\n\r\nHello\r\n--b\r\nContent-Type: {protocol}\r\n\r\nnothing\r\n--b--\r\n");

        Assert.Equal((expected, true), (read.Protection, read.IsWhole));
        Assert.Equal("unreadable", Assert.Single(read.Signatures).Status);
    }

    [Fact]
    public void Read_SignatureWithAThirdPart_IsUnreadable()
    {
        var read = Read(
            "From: ada@example.com\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n"
            + "--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b\r\n\r\nAdded\r\n--b--\r\n");

        Assert.Equal("unreadable", Assert.Single(read.Signatures).Status);
    }

    [Fact]
    public void Read_SignedPartOfAList_DoesNotCoverTheWhole()
    {
        var read = Read(
            "From: ada@example.com\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n"
            + "--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n\r\n--a\r\n\r\nFooter\r\n--a--\r\n");

        Assert.False(read.IsWhole);
        Assert.Single(read.Signatures);
    }

    private static EmailProtection Read(string message) => Reader.Read(Encoding.ASCII.GetBytes(message), []);
}
