using System.Text;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Protection;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Protection;

/// <summary>Keys for mail, and signatures of messages, over HTTP.</summary>
[Collection(ApiTests.Name)]
public sealed class ProtectionTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/protection/keys";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Key_FromItsCreationToItsEnd_IsListedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var content = ProtectionIsolation.Certificate("ada");

        var created = await user.PostAsync(Path, new { content });
        Assert.Equal(201, (int)created.Status);
        var one = $"{Path}/{created.Text("id")}";
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal(("smime", "ada@example.org", false), (created.Text("standard"), created.Json.GetProperty("addresses")[0].GetString(), created.Json.GetProperty("has_secret").GetBoolean()));
        // The same key again is the same one.
        Assert.Equal(created.Text("id"), (await user.PostAsync(Path, new { content })).Text("id"));
        Assert.Equal(1, (await user.GetAsync(Path)).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(created.Text("fingerprint"), (await user.GetAsync(one)).Text("fingerprint"));

        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");
        (await user.DeleteAsync(one)).IsProblem(404, "not_found");
        var target = $"protection_key:{created.Text("fingerprint")}";
        foreach (var action in new[] { ProtectionActions.Add, ProtectionActions.Delete })
            Assert.Equal(target, (await Host.AuditedAsync(user.UserId, action)).Target);
    }

    [PostgresTheory]
    [InlineData("no key")]
    [InlineData("bm8ga2V5")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n")]
    public async Task Create_WithoutAKey_IsRefused(string content)
    {
        using var user = await Host.RegisterAsync();

        Assert.Equal(["content"], (await user.PostAsync(Path, new { content })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [DovecotPostgresFact]
    public async Task Message_WithADamagedSignature_IsReported()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var raw = "From: ada@example.org\r\nSubject: signed\r\nMessage-ID: <signed@example.org>\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n"
            + "--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nnothing\r\n--b--\r\n";
        await dovecot.Mailbox("signed").AddAsync("INBOX", Encoding.ASCII.GetBytes(raw));
        using var user = await Host.RegisterAsync();
        var connection = new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "signed", password = DovecotServer.DefaultPassword, security = "none" };
        Assert.Equal(201, (int)(await user.PostAsync("/api/v1/connections/imap", connection)).Status);
        await Eventually.True(async () => (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items").GetArrayLength() == 1);
        var id = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString();

        var answer = await user.GetAsync($"/api/v1/emails/{id}/protection");

        Assert.Equal(("openpgp_signed", "unreadable"), (answer.Text("protection"), answer.Json.GetProperty("signatures")[0].GetProperty("status").GetString()));
    }
}
