using System.Text;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Mail;

/// <summary>Attachments, which are streamed from the mail server.</summary>
public sealed class AttachmentTests
{
    private const int Size = 8 * 1024 * 1024;

    [DovecotPostgresFact]
    public async Task Attachment_OfASlowReader_CountsUntilItIsTaken()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var content = Enumerable.Range(0, Size).Select(i => (byte)(i * 7)).ToArray();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message(content));
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Http:Answers:BytesPerUser"] = $"{1 << 20}" });
        using var user = await host.RegisterAsync();
        var path = await FindAsync(user, dovecot);
        var budget = host.Services.GetRequiredService<AnswerBudget>();

        await using (var first = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, path)))
        {
            await using var second = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, path));
            Assert.InRange(budget.Held, 1, 1 << 20);
            Assert.NotNull((await user.GetAsync(path)).IsProblem(429, "rate_limited").Header("Retry-After"));
            using var taken = new MemoryStream();
            await first.CopyToAsync(taken);
            Assert.Equal(content, taken.ToArray());
        }

        await Eventually.True(() => budget.Held == 0);
        Assert.Equal(content, (await user.GetAsync(path)).Body);
    }

    [DovecotPostgresFact]
    public async Task Attachment_ThatIsAbandoned_IsGivenBack()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message(new byte[Size]));
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var path = await FindAsync(user, dovecot);
        var budget = host.Services.GetRequiredService<AnswerBudget>();

        await using (await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, path)))
        {
            Assert.InRange(budget.Held, 1, 1 << 20);
        }

        await Eventually.True(() => budget.Held == 0);
    }

    [DovecotPostgresFact]
    public async Task Attachment_IsAnsweredInRanges_AndWithoutItsServerWhereNothingOfItIsWanted()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var content = Enumerable.Range(0, Size).Select(i => (byte)(i * 7)).ToArray();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message(content));
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var path = await FindAsync(user, dovecot);

        foreach (var (from, to) in new[] { (0, 0), (Size - 5, Size - 1), (5_000_001, 6_000_000), (1_234_567, 1_234_999) })
        {
            var part = await user.GetAsync(path, ("Range", $"bytes={from}-{to}"));
            Assert.Equal((206, $"bytes {from}-{to}/{Size}"), ((int)part.Status, part.Header("Content-Range")));
            Assert.Equal(content[from..(to + 1)], part.Body);
        }

        Assert.Equal(content[^17..], (await user.GetAsync(path, ("Range", "bytes=-17"))).Body);
        foreach (var beyond in new[] { $"bytes={Size}-", $"bytes={Size + 5}-{Size + 9}", "bytes=-0" })
            Assert.Equal($"bytes */{Size}", (await user.GetAsync(path, ("Range", beyond))).IsProblem(416, "range_not_satisfiable").Header("Content-Range"));

        await dovecot.StopAsync();
        var tag = $"\"{path.Split('/')[^1]}\"";
        Assert.Equal((304, tag), await user.GetAsync(path, ("If-None-Match", tag)) is var same ? ((int)same.Status, same.Header("ETag")) : default);
        var head = await user.SendAsync(HttpMethod.Head, path, null);
        Assert.Equal((200, tag), ((int)head.Status, head.Header("ETag")));
    }

    [DovecotPostgresFact]
    public async Task Attachment_WithARangeThatDoesNotApply_IsAnsweredWhole()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)i)];
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message(content));
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var path = await FindAsync(user, dovecot);
        var tag = $"\"{path.Split('/')[^1]}\"";
        var range = ("Range", "bytes=10-19");

        var part = await user.GetAsync(path, range, ("If-Range", tag));
        Assert.Equal((206, tag), ((int)part.Status, part.Header("ETag")));
        Assert.Equal(content[10..20], part.Body);
        foreach (var other in new[] { $"W/{tag}", "\"other\"", "Tue, 01 Dec 2026 10:00:00 GMT", "nonsense" })
            await IsWholeAsync(range, ("If-Range", other));
        foreach (var ignored in new[] { "lines=1-2", "bytes", "bytes=9-3", "bytes=x-", "bytes=0-1,5-6" })
            await IsWholeAsync(("Range", ignored));

        var request = new HttpRequestMessage(HttpMethod.Head, path);
        request.Headers.TryAddWithoutValidation("Range", "bytes=10-19");
        Assert.Equal(200, (int)(await user.SendAsync(request)).Status);

        async Task IsWholeAsync(params (string Name, string Value)[] headers)
        {
            var whole = await user.GetAsync(path, headers);
            Assert.Equal(200, (int)whole.Status);
            Assert.Equal(content, whole.Body);
        }
    }

    [DovecotPostgresFact]
    public async Task Attachment_IfMatch_IsComparedStrongly()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message([1, 2, 3]));
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var path = await FindAsync(user, dovecot);
        var tag = $"\"{path.Split('/')[^1]}\"";

        foreach (var matching in new[] { tag, $"\"other\", {tag}", "*" })
            Assert.Equal(200, (int)(await user.GetAsync(path, ("If-Match", matching))).Status);
        foreach (var other in new[] { "\"other\"", $"W/{tag}" })
            (await user.GetAsync(path, ("If-Match", other))).IsProblem(412, "precondition_failed");
    }

    private static byte[] Message(byte[] content) => Encoding.ASCII.GetBytes(
        "From: a@example.org\r\nSubject: large\r\nMessage-ID: <file@example.org>\r\nDate: Mon, 1 Dec 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n"
        + "--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=large.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n--x--\r\n");

    /// <returns>Where the only attachment of the mailbox is.</returns>
    private static async Task<string> FindAsync(ApiClient user, DovecotServer dovecot)
    {
        var connection = await user.PostAsync(
            "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });
        Assert.Equal(201, (int)connection.Status);
        await Eventually.True(async () => (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items").GetArrayLength() == 1);
        var email = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        var attachments = (await user.GetAsync($"/api/v1/emails/{email}")).Json.GetProperty("attachments");
        return $"/api/v1/emails/{email}/attachments/{attachments[0].GetProperty("id").GetString()}";
    }
}
