using System.Text;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Mail;

/// <summary>Raw messages, which are streamed from the mail server.</summary>
public sealed class RawMessageTests
{
    private const int Size = 6 * 1024 * 1024;

    [DovecotPostgresFact]
    public async Task Raw_LargeMessage_IsWhatTheServerHas_HoweverManyReadItSlowly()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var raw = Message(Size);
        await dovecot.Mailbox("ann").AddAsync("INBOX", raw);
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Http:Answers:BytesPerUser"] = $"{1024 * 1024}" });
        using var user = await host.RegisterAsync();
        var path = $"/api/v1/emails/{await ConnectAsync(user, dovecot)}/raw";
        Assert.Equal(raw, (await user.GetAsync(path)).Body);

        // Two hold a stretch each, whatever the size of the message; the next one has to wait for them.
        await using (await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, path)))
        {
            await using var second = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, path));
            (await user.GetAsync(path)).IsProblem(429, "rate_limited");
            Assert.InRange(host.Services.GetRequiredService<AnswerBudget>().Held, 1, 1024 * 1024);
            Assert.Equal(200, (int)(await user.GetAsync("/api/v1/emails")).Status);
            Assert.Equal(raw, await ReadAsync(second));
        }

        await Eventually.True(async () => (int)(await user.GetAsync(path)).Status == 200);
        await Eventually.True(() => host.Services.GetRequiredService<AnswerBudget>().Held == 0);
    }

    private static byte[] Message(int size) => Encoding.ASCII.GetBytes(
        $"From: a@example.org\r\nSubject: large\r\nMessage-ID: <large@example.org>\r\nDate: Mon, 1 Dec 2025 10:00:00 +0000\r\n\r\n{string.Concat(Enumerable.Range(0, size / 64).Select(i => $"{i,62}\r\n"))}");

    private static async Task<string> ConnectAsync(ApiClient user, DovecotServer dovecot)
    {
        var connection = await user.PostAsync(
            "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });
        Assert.Equal(201, (int)connection.Status);
        await Eventually.True(async () => (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items").GetArrayLength() == 1);
        return (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }
}
