using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class ContainerTests
{
    [Theory]
    [InlineData("multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x", MimeProtection.PgpEncrypted)]
    [InlineData("multipart/encrypted; boundary=x", MimeProtection.Other)]
    [InlineData("multipart/signed; protocol=\"application/pgp-signature\"; boundary=x", MimeProtection.PgpSigned)]
    [InlineData("multipart/signed; protocol=\"application/x-pkcs7-signature\"; boundary=x", MimeProtection.SmimeSigned)]
    [InlineData("multipart/signed; protocol=other; boundary=x", MimeProtection.Other)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", MimeProtection.SmimeEncrypted)]
    [InlineData("application/x-pkcs7-mime; smime-type=Signed-Data", MimeProtection.SmimeOpaqueSigned)]
    [InlineData("application/pkcs7-mime; smime-type=compressed-data", MimeProtection.SmimeCompressed)]
    [InlineData("application/pkcs7-mime; smime-type=certs-only", MimeProtection.SmimeCertificates)]
    [InlineData("application/octet-stream; name=smime.p7m", MimeProtection.SmimeEncrypted)]
    [InlineData("application/octet-stream; name=a.bin", MimeProtection.None)]
    [InlineData("text/plain", MimeProtection.None)]
    public void Protection_ByLabel_IsNamed(string type, MimeProtection expected)
    {
        Assert.Equal(expected, Raw.Parse($"Content-Type: {type}\n\n--x\n\nA\n--x\n\nB\n--x--\n").Protection);
        Assert.Equal(expected, Raw.Parse($"Content-Type: multipart/mixed; boundary=list\n\n--list\nContent-Type: {type}\n\n--x\n\nA\n--x--\n--list\n\nfooter\n--list--\n").Protection);
    }

    [Theory]
    [InlineData("MIAGCSqGSIb3DQEHAqCAMIACAQEx", MimeProtection.SmimeOpaqueSigned)]
    [InlineData("MIAGCSqGSIb3DQEHA6CAMIACAQAx", MimeProtection.SmimeEncrypted)]
    [InlineData("AAAA", MimeProtection.SmimeEncrypted)]
    public void Protection_WithoutParameter_IsReadFromTheContent(string content, MimeProtection expected) => Assert.Equal(
        expected, Raw.Parse($"Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n{content}\n").Protection);

    [Theory]
    [InlineData("Hello\n-----BEGIN PGP MESSAGE-----\n\nabc\n", MimeProtection.PgpInlineEncrypted)]
    [InlineData("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n", MimeProtection.PgpInlineSigned)]
    [InlineData("> -----BEGIN PGP MESSAGE-----\n", MimeProtection.None)]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n", MimeProtection.None)]
    public void Protection_InText_IsNamed(string text, MimeProtection expected) => Assert.Equal(expected, Raw.Parse("A: b\n\n" + text).Protection);

    [Fact]
    public void Calendar_WithAndWithoutParameter_HasItsMethod()
    {
        var calendars = Raw.Parse("""
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/calendar; method=request

            BEGIN:VCALENDAR
            --x
            Content-Type: application/ics; name=invite.ics

            BEGIN:VCALENDAR
            METHOD:CANCEL
            BEGIN:VEVENT
            --x
            Content-Type: text/calendar

            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DESCRIPTION:x
            METHOD:NO
            --x--
            """).Calendars;

        Assert.Equal(["REQUEST", "CANCEL", null], calendars.Select(calendar => calendar.Method));
    }
}
