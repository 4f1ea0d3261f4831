using System.Text;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Uploads;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Uploads;

/// <summary>Uploads and received attachments on an installation that scans contents.</summary>
public sealed class ScanningTests
{
    [PostgresFact]
    public async Task Malware_InAnUpload_IsNamedInTheAnswerAndTheLog()
    {
        await using var clamd = ScriptedClamd.Start();
        await using var host = await ApiHost.StartAsync(settings: Scanned(clamd));
        using var user = await host.RegisterAsync();

        Assert.Equal(201, (int)(await user.UploadAsync("clean"u8.ToArray())).Status);
        var refused = (await user.UploadAsync(Eicar.Content, "eicar.com")).IsProblem(422, "malware_found");

        Assert.Contains(ScriptedClamd.Signature, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("eicar.com", refused.Text("detail"), StringComparison.Ordinal);
        await host.AuditedAsync(user.UserId, UploadActions.Refuse, "refused");
        clamd.Reply(ScriptedClamd.Cut);
        Assert.NotNull((await user.UploadAsync("clean"u8.ToArray())).IsProblem(503, "scanner_unavailable").Header("Retry-After"));
    }

    [DovecotPostgresFact]
    public async Task ReceivedAttachment_IsSentFromACopy_ThatIsScannedOnce()
    {
        await using var clamd = ScriptedClamd.Start();
        await using var dovecot = await DovecotServer.StartAsync();
        var clean = Enumerable.Range(0, 500_000).Select(i => (byte)(i * 7)).ToArray();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Message(clean, Eicar.Content));
        await using var host = await ApiHost.StartAsync(settings: Scanned(clamd));
        using var user = await host.RegisterAsync();
        var ids = await FindAsync(user, dovecot);

        var path = $"/api/v1/attachments/{ids[0]}/download";
        Assert.Equal(clean, (await user.GetAsync(path)).Body);
        Assert.Equal(clean[10..20], (await user.GetAsync(path, ("Range", "bytes=10-19"))).Body);
        Assert.Equal(1, clamd.Scans);
        for (var i = 0; i < 2; i++)
            (await user.GetAsync($"/api/v1/attachments/{ids[1]}/download")).IsProblem(422, "malware_found");
        Assert.Equal(2, clamd.Scans);

        var source = host.Services.GetRequiredService<IAttachmentSource>();
        await using var content = (await source.OpenAsync(AttachmentScope.Of(user.UserId), Guid.ParseExact(ids[0], "N"), default)).Value!;
        using var read = new MemoryStream();
        await content.Content.CopyToAsync(read);
        Assert.Equal(clean, read.ToArray());
        Assert.Equal(UploadProblems.MalwareFound, (await source.OpenAsync(AttachmentScope.Of(user.UserId), Guid.ParseExact(ids[1], "N"), default)).Problem?.Code);
    }

    [DovecotPostgresFact]
    public async Task Source_WithoutAScanner_OpensUploadsAttachmentsAndMessages()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        var first = Enumerable.Range(0, 500_000).Select(i => (byte)(i * 7)).ToArray();
        var message = Message(first, [1, 2, 3]);
        await dovecot.Mailbox("ann").AddAsync("INBOX", message);
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        var ids = await FindAsync(user, dovecot);
        var upload = (await user.UploadAsync([4, 5], "b.txt", "text/plain")).Text("id");
        var email = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;

        Assert.Equal(("b.txt", "text/plain", "4,5"), await ReadAsync(host, user, upload));
        Assert.Equal(("0.bin", "application/octet-stream", string.Join(',', first)), await ReadAsync(host, user, ids[0]));
        Assert.Equal(("two files.eml", "message/rfc822", string.Join(',', message)), await ReadAsync(host, user, email));
        Assert.Equal("not_found", (await host.Services.GetRequiredService<IAttachmentSource>().OpenAsync(AttachmentScope.Of(Guid.NewGuid()), Guid.ParseExact(upload, "N"), default)).Problem?.Code);
    }

    private static async Task<(string Name, string Type, string Bytes)> ReadAsync(ApiHost host, ApiClient user, string id)
    {
        await using var content = (await host.Services.GetRequiredService<IAttachmentSource>().OpenAsync(AttachmentScope.Of(user.UserId), Guid.ParseExact(id, "N"), default)).Value!;
        using var read = new MemoryStream();
        await content.Content.CopyToAsync(read);
        return (content.FileName, content.MediaType, string.Join(',', read.ToArray()));
    }

    private static Dictionary<string, string?> Scanned(ScriptedClamd clamd) => new() { ["Scanning:Enabled"] = "true", ["Scanning:Address"] = clamd.Address };

    private static byte[] Message(params byte[][] files) => Encoding.ASCII.GetBytes(
        "From: a@example.org\r\nSubject: two files\r\nMessage-ID: <files@example.org>\r\nDate: Mon, 1 Dec 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n"
        + string.Concat(files.Select((file, i) =>
            $"--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename={i}.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks) + "\r\n"))
        + "--x--\r\n");

    /// <returns>The ids of the attachments of the only message.</returns>
    private static async Task<string[]> FindAsync(ApiClient user, DovecotServer dovecot)
    {
        var connection = await user.PostAsync(
            "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });
        Assert.Equal(201, (int)connection.Status);
        await Eventually.True(async () => (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items").GetArrayLength() == 1);
        var email = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        var attachments = (await user.GetAsync($"/api/v1/emails/{email}")).Json.GetProperty("attachments");
        return [.. attachments.EnumerateArray().Select(attachment => attachment.GetProperty("id").GetString()!)];
    }
}
