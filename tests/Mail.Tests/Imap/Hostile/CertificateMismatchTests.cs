using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class CertificateMismatchTests
{
    [Theory]
    [InlineData(ImapSecurity.Tls)]
    [InlineData(ImapSecurity.StartTls)]
    public async Task Connect_WithCertificateOfAnotherName_SendsNothingAndFailsInTls(ImapSecurity security)
    {
        using var certificate = SelfSignedCertificate.Create("other.example.org");
        await using var server = ScriptedServer.Start(async c =>
        {
            if (security == ImapSecurity.StartTls)
            {
                await c.GreetAsync("IMAP4rev1 STARTTLS");
                await c.AnswerAsync("STARTTLS", "");
            }

            await c.SecureAsync(certificate);
            Assert.Fail("Sent to a stranger: " + await c.ReceiveLineAsync());
        });

        // Trusts the issuer, so that the name is all that is wrong.
        var options = new ImapClientOptions
        {
            CertificateValidation = (_, _, _, errors) => !errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch),
        };
        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(server.Endpoint(security), options));

        Assert.Equal(ImapStage.Tls, failure.Stage);
    }
}
