using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Sasl;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

public sealed class AuthenticateTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotTheory]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-1")]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Authenticate_ByEachMechanism_LogsInWithTheRightPasswordOnly(string mechanism)
    {
        var user = DovecotFixture.NewUser();
        await using var client = await dovecot.ConnectAsync(ImapSecurity.Tls);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(
            () => client.AuthenticateAsync(SaslCredentials.Password(user, "wrong").Only(mechanism)));
        await client.AuthenticateAsync(SaslCredentials.Password(user, DovecotServer.DefaultPassword).Only(mechanism));

        Assert.Equal("AUTHENTICATIONFAILED", refused.Code);
        Assert.True(client.IsAuthenticated);
        Assert.NotEmpty(await client.ListAsync());
    }

    [DovecotFact]
    public async Task Authenticate_WithAPasswordOutsideAscii_LogsInByScram()
    {
        var user = DovecotFixture.NewUser();
        await dovecot.Server.SetPasswordAsync(user, "grüß, Gott=ü");
        await using var client = await dovecot.ConnectAsync(ImapSecurity.None);

        await client.AuthenticateAsync(SaslCredentials.Password(user, "grüß, Gott=ü"));

        Assert.True(client.IsAuthenticated);
    }
}
