using System.Security.Cryptography;
using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Tests.Smtp.Scripted;

namespace EmailAgent.Delivery.Tests.Smtp;

public sealed class AuthenticateTests
{
    private static readonly SubmissionCredentials Password = SubmissionCredentials.Password("user", "pencil");

    [Fact]
    public async Task Authenticate_Plain_TakesOneRoundTrip()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH PLAIN LOGIN");
            await c.AnswerAsync("AUTH PLAIN AHVzZXIAcGVuY2ls", "235 2.7.0 in");
        });
        await using var client = await server.ConnectAsync();

        await client.AuthenticateAsync(Password);

        Assert.True(client.IsAuthenticated);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AuthenticateAsync(Password));
    }

    [Fact]
    public async Task Authenticate_Login_AnswersBothQuestions()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH=LOGIN");
            await c.AnswerAsync("AUTH LOGIN", "334 VXNlcm5hbWU6");
            await c.AnswerAsync("dXNlcg==", "334 UGFzc3dvcmQ6");
            await c.AnswerAsync("cGVuY2ls", "535 5.7.8 no");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => client.AuthenticateAsync(Password));
        await client.NoopAsync();

        Assert.Equal((535, "5.7.8"), (refused.Reply.Code, refused.Reply.Status.ToString()));
        Assert.False(client.IsAuthenticated);
        Assert.DoesNotContain("pencil", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_LongToken_IsSentWhole()
    {
        var token = new string('t', 5000);
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH XOAUTH2");
            var line = await c.ExpectAsync("AUTH XOAUTH2 ");
            Assert.Equal($"user=u\u0001auth=Bearer {token}\u0001\u0001", Decode(line["AUTH XOAUTH2 ".Length..]));
            await c.SendAsync("235 in\r\n");
        });
        await using var client = await server.ConnectAsync();

        await client.AuthenticateAsync(SubmissionCredentials.Bearer("u", token));

        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task Authenticate_TokenRefused_TellsTheServersReason()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH OAUTHBEARER");
            await c.AnswerAsync("AUTH OAUTHBEARER", "334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");
            await c.AnswerAsync("AQ==", "535 5.7.8 refused");
        });
        await using var client = await server.ConnectAsync();

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => client.AuthenticateAsync(SubmissionCredentials.Bearer("u", "t")));

        Assert.Contains("invalid_token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_WithNothingInCommon_SendsNothing()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH PLAIN");
            await c.AnswerAsync("NOOP", "250 ok");
        });
        await using var client = await server.ConnectAsync();

        var missing = await Assert.ThrowsAsync<SmtpUnsupportedException>(() => client.AuthenticateAsync(SubmissionCredentials.Bearer("u", "t")));
        await client.NoopAsync();

        Assert.Equal(SmtpRequirement.Authentication, missing.Requirement);
    }

    [Theory]
    [InlineData("334 !!!")]
    [InlineData("334 cj1vdGhlcixzPWFhYWEsaT00MDk2")]
    public async Task Authenticate_ServerBreaksScram_EndsTheConnection(string challenge)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH SCRAM-SHA-256");
            await c.AnswerAsync("AUTH SCRAM-SHA-256 ", challenge);
            await c.AnswerAsync("", "501 cancelled");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.AuthenticateAsync(Password));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Authenticate_ChallengedWithoutEnd_Stops()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH LOGIN");
            while (true)
            {
                await c.AnswerAsync("", "334 YWdhaW4=");
            }
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.AuthenticateAsync(Password));
    }

    [Fact]
    public async Task Authenticate_SuccessWithoutProof_IsFatal()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH SCRAM-SHA-1");
            await c.AnswerAsync("AUTH", "235 come in");
            await c.UntilClosedAsync();
        });
        await using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.AuthenticateAsync(Password));

        Assert.False(client.IsAuthenticated);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(1, false)]
    [InlineData(int.MaxValue, false)]
    public async Task Authenticate_Scram_ChecksTheServerAndRefusesItsBombs(int iterations, bool works)
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync("AUTH SCRAM-SHA-256 PLAIN");
            await PlayScramAsync(c, iterations);
        });
        await using var client = await server.ConnectAsync();

        await (works ? client.AuthenticateAsync(Password) : Assert.ThrowsAsync<SmtpProtocolException>(() => client.AuthenticateAsync(Password)));

        Assert.Equal(works, client.IsAuthenticated);
    }

    private static async Task PlayScramAsync(ScriptedSmtpConnection c, int iterations)
    {
        const string prefix = "AUTH SCRAM-SHA-256 ";
        var first = Decode((await c.ExpectAsync(prefix))[prefix.Length..]);
        var bare = first[(first.IndexOf(",,", StringComparison.Ordinal) + 2)..];
        var salt = "0123456789abcdef"u8.ToArray();
        var serverFirst = $"r={bare.Split("r=")[1]}server,s={Convert.ToBase64String(salt)},i={iterations}";
        await c.SendAsync($"334 {Encode(serverFirst)}\r\n");
        var final = Decode(await c.ReceiveLineAsync());
        var salted = Rfc2898DeriveBytes.Pbkdf2("pencil", salt, iterations, HashAlgorithmName.SHA256, 32);
        var exchanged = Encoding.UTF8.GetBytes($"{bare},{serverFirst},{final[..final.IndexOf(",p=", StringComparison.Ordinal)]}");
        var signature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), exchanged);
        await c.SendAsync($"334 {Encode("v=" + Convert.ToBase64String(signature))}\r\n");
        await c.AnswerAsync("", "235 in");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
