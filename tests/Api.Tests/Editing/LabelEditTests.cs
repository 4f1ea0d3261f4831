using System.IO.Compression;
using System.Text;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Editing;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Editing;

/// <summary>Labels and folders are created, renamed and deleted on the mail server, and attachments are read from it.</summary>
[Collection(ApiTests.Name)]
public sealed class LabelEditTests(ApiFixture fixture)
{
    [DovecotPostgresFact]
    public async Task Folders_CreatedRenamedAndDeleted_AreSoOnTheServerAndLoseNoMessage()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message($"message{i}"));
        }

        using var user = await fixture.Host.RegisterAsync();
        var connection = await ConnectAsync(user, dovecot);
        var created = await user.PostAsync("/api/v1/folders", new { connection_id = connection, path = "Projects/2026" });
        Assert.True((int)created.Status == 201, Encoding.UTF8.GetString(created.Body));
        var id = created.Text("id");
        Assert.Equal(("Projects/2026", "2026"), (created.Text("path"), created.Text("name")));
        (await user.PostAsync("/api/v1/labels", new { connection_id = connection, path = "Projects/2026" })).IsProblem(409, "label_exists");

        var email = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.Equal(200, (int)(await user.PostAsync($"/api/v1/emails/{email}/labels", new { label_id = id })).Status);
        var renamed = await user.PatchAsync($"/api/v1/folders/{id}", new { path = "Projects/2027" });
        Assert.Equal((200, id, 1), ((int)renamed.Status, renamed.Text("id"), renamed.Json.GetProperty("message_count").GetInt32()));
        Assert.Equal("Projects/2027", (await dovecot.Mailbox("ann").StateAsync()).Single(message => message.Folder.StartsWith("Projects", StringComparison.Ordinal)).Folder);
        Assert.Equal(1, (await user.GetAsync("/api/v1/emails?folder=Projects/2027")).Json.GetProperty("total").GetInt32());

        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/folders/{id}")).Status);
        foreach (var action in new[] { EditingActions.CreateLabel, EditingActions.RenameLabel, EditingActions.DeleteLabel })
        {
            Assert.Contains(id, (await fixture.Host.AuditedAsync(user.UserId, action)).Details, StringComparison.Ordinal);
        }

        Assert.Equal("Trash", (await dovecot.Mailbox("ann").StateAsync()).Single(message => message.Folder != "INBOX").Folder);
        Assert.Equal(2, (await user.GetAsync("/api/v1/emails")).Json.GetProperty("total").GetInt32());
        Assert.Equal(3, (await user.GetAsync("/api/v1/emails?in=all")).Json.GetProperty("total").GetInt32());
        Assert.Equal(email, (await user.GetAsync("/api/v1/emails?in=trash")).Json.GetProperty("items")[0].GetProperty("id").GetString());
        (await user.DeleteAsync($"/api/v1/folders/{id}")).IsProblem(404, "not_found");
        var inbox = (await user.GetAsync("/api/v1/labels")).Json.GetProperty("items").EnumerateArray().First(label => label.GetProperty("role").GetString() == "inbox").GetProperty("id").GetString();
        (await user.DeleteAsync($"/api/v1/labels/{inbox}")).IsProblem(422, "edit_refused");
        (await user.PatchAsync($"/api/v1/labels/{inbox}", new { path = " x" })).IsProblem(400, "validation_failed");
    }

    [DovecotPostgresFact]
    public async Task Folder_BelowInboxInAnotherCase_IsAnsweredAsTheServerSpellsIt()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message("message"));
        using var user = await fixture.Host.RegisterAsync();
        var connection = await ConnectAsync(user, dovecot);

        var created = await user.PostAsync("/api/v1/labels", new { connection_id = connection, path = "Inbox/Below" });
        var renamed = await user.PatchAsync($"/api/v1/labels/{created.Text("id")}", new { path = "iNBOX/Beneath" });

        Assert.Equal((201, "INBOX/Below"), ((int)created.Status, created.Text("path")));
        Assert.Equal((200, "INBOX/Beneath"), ((int)renamed.Status, renamed.Text("path")));
    }

    [DovecotPostgresFact]
    public async Task Folder_WithMarksApart_IsOneWithTheComposedOneAndNoneWithInvisibleCharacters()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", DovecotSeries.Message("message"));
        using var user = await fixture.Host.RegisterAsync();
        var connection = await ConnectAsync(user, dovecot);

        var created = await user.PostAsync("/api/v1/folders", new { connection_id = connection, path = "Bu\u0308ro" });

        Assert.Equal((201, "B\u00FCro"), ((int)created.Status, created.Text("path")));
        (await user.PostAsync("/api/v1/folders", new { connection_id = connection, path = "B\u00FCro" })).IsProblem(409, "label_exists");
        Assert.Equal(["path"], (await user.PostAsync("/api/v1/folders", new { connection_id = connection, path = "a\u202Eb" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["path"], (await user.PatchAsync($"/api/v1/folders/{created.Text("id")}", new { path = "a\u200Bb" })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [DovecotPostgresFact]
    public async Task Attachments_Downloaded_AreTheirBytesWithRangesAndSafeHeaders()
    {
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).ToArray();
        await using var dovecot = await DovecotServer.StartAsync();
        await dovecot.Mailbox("ann").AddAsync("INBOX", Encoding.ASCII.GetBytes(
            "From: a@example.org\nTo: b@example.org\nSubject: files\nMessage-ID: <files@example.org>\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee attached.\n"
            + "--x\nContent-Type: application/pdf; name=\"r\u0022eport.pdf\"\nContent-Disposition: attachment; filename=\"report.pdf\"\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")
            + "\n--x\nContent-Type: message/rfc822\n\nFrom: c@example.org\nSubject: A/B: inner\n\nInner text.\n"
            + "--x\nContent-Type: text/css\nContent-Disposition: attachment; filename=\"a.css\"\n\n" + string.Concat(Enumerable.Repeat("a { color: red }\n", 100))
            + "--x\nContent-Type: image/svg+xml\nContent-Disposition: attachment; filename=\"a.svg\"\n\n<svg/>\n--x--\n"));
        using var user = await fixture.Host.RegisterAsync();
        await ConnectAsync(user, dovecot);
        var email = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        var attachments = (await user.GetAsync($"/api/v1/emails/{email}")).Json.GetProperty("attachments").EnumerateArray()
            .ToDictionary(attachment => attachment.GetProperty("filename").GetString()!, attachment => $"/api/v1/emails/{email}/attachments/{attachment.GetProperty("id").GetString()}");

        var whole = await user.GetAsync(attachments["report.pdf"]);
        Assert.Equal(content, whole.Body);
        Assert.Equal("application/pdf", whole.Header("Content-Type"));
        Assert.StartsWith("attachment; filename=report.pdf", whole.Header("Content-Disposition"), StringComparison.Ordinal);

        var id = attachments["report.pdf"].Split('/')[^1];
        Assert.Equal(content, (await user.GetAsync($"/api/v1/attachments/{id}/download")).Body);
        (await user.GetAsync($"/api/v1/attachments/{Guid.NewGuid():N}/download")).IsProblem(404, "not_found");
        (await user.GetAsync($"/api/v1/emails/{Guid.NewGuid():N}/attachments/{id}")).IsProblem(404, "not_found");

        var some = await SendAsync(user, attachments["report.pdf"], "Range", "bytes=100-199");
        Assert.Equal((206, "bytes 100-199/200000"), ((int)some.Status, some.Header("Content-Range")));
        Assert.Equal(content[100..200], some.Body);
        Assert.Equal(304, (int)(await SendAsync(user, attachments["report.pdf"], "If-None-Match", whole.Header("ETag")!)).Status);

        Assert.Null((await SendAsync(user, attachments["a.css"], "Accept-Encoding", "br")).Header("Content-Encoding")); // or the ETag would name two contents
        Assert.Contains("Inner text.", Encoding.ASCII.GetString((await user.GetAsync(attachments["A B  inner.eml"])).Body), StringComparison.Ordinal);
        var active = await user.GetAsync(attachments["a.svg"]);
        Assert.Equal(("application/octet-stream", "nosniff"), (active.Header("Content-Type"), active.Header("X-Content-Type-Options")));
        Assert.Equal("<svg/>", Encoding.ASCII.GetString(active.Body).Trim());

        var archive = await user.GetAsync($"/api/v1/emails/{email}/attachments.zip");
        Assert.Equal("application/zip", archive.Header("Content-Type"));
        using var zip = new ZipArchive(new MemoryStream(archive.Body));
        Assert.Equal(["A B  inner.eml", "a.css", "a.svg", "report.pdf"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        using var report = new MemoryStream();
        await zip.GetEntry("report.pdf")!.Open().CopyToAsync(report);
        Assert.Equal(content, report.ToArray());
        (await user.GetAsync($"/api/v1/emails/{Guid.NewGuid():N}/attachments.zip")).IsProblem(404, "not_found");
    }

    private static Task<ApiAnswer> SendAsync(ApiClient user, string path, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return user.SendAsync(request);
    }

    /// <returns>The id of the connection, when its copy is complete.</returns>
    internal static async Task<string> ConnectAsync(ApiClient user, DovecotServer dovecot)
    {
        var connection = await user.PostAsync(
            "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });
        Assert.True((int)connection.Status == 201, Encoding.UTF8.GetString(connection.Body));
        await Eventually.True(
            async () => (await user.GetAsync("/api/v1/sync/status")).Json.GetProperty("items")[0] is var status
                && status.GetProperty("state").GetString() == "idle" && status.GetProperty("complete_as_of").ValueKind == System.Text.Json.JsonValueKind.String);
        return connection.Text("id");
    }
}
