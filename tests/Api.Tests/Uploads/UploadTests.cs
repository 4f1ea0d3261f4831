using System.Net.Http.Headers;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Uploads;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Uploads;

/// <summary>Uploads of files: their life, their limits, and what is wrong with forms.</summary>
[Collection(ApiTests.Name)]
public sealed class UploadTests(ApiFixture fixture)
{
    private const int LargestBytes = 25 * 1024 * 1024;

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Upload_FromItsFormToItsEnd_IsReadAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var content = Enumerable.Range(0, 700_000).Select(i => (byte)(i * 7)).ToArray();

        var created = await user.UploadAsync(content, "folder\\report.pdf", "application/pdf", "report@example.org");

        Assert.Equal(201, (int)created.Status);
        var id = created.Text("id");
        Assert.Equal(("report.pdf", "application/pdf", "report@example.org"), (created.Text("filename"), created.Text("content_type"), created.Text("content_id")));
        Assert.Equal(content.Length, created.Json.GetProperty("size").GetInt64());
        Assert.Equal($"/api/v1/attachments/uploads/{id}", created.Header("Location"));
        Assert.Equal(created.Json.ToString(), (await user.GetAsync(created.Header("Location")!)).Json.ToString());

        var whole = await user.GetAsync($"/api/v1/attachments/{id}/download");
        Assert.Equal(content, whole.Body);
        Assert.Equal(("application/pdf", $"\"{id}\""), (whole.Header("Content-Type"), whole.Header("ETag")));
        Assert.Contains("attachment; filename=report.pdf", whole.Header("Content-Disposition"), StringComparison.Ordinal);

        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/attachments/uploads/{id}")).Status);
        (await user.GetAsync($"/api/v1/attachments/uploads/{id}")).IsProblem(404, "not_found");
        (await user.GetAsync($"/api/v1/attachments/{id}/download")).IsProblem(404, "not_found");
        foreach (var action in new[] { UploadActions.Upload, UploadActions.Download, UploadActions.Delete })
            Assert.Equal($"attachment:{id}", (await Host.AuditedAsync(user.UserId, action)).Target);
    }

    [PostgresFact]
    public async Task Download_TakesRanges_AndConditions()
    {
        using var user = await Host.RegisterAsync();
        var content = Enumerable.Range(0, 600_000).Select(i => (byte)(i * 7)).ToArray();
        var id = (await user.UploadAsync(content)).Text("id");
        var path = $"/api/v1/attachments/{id}/download";

        foreach (var (from, to) in new[] { (0, 0), (262_143, 262_144), (599_990, 599_999) })
            Assert.Equal(content[from..(to + 1)], (await user.GetAsync(path, ("Range", $"bytes={from}-{to}"))).Body);
        Assert.Equal("bytes */600000", (await user.GetAsync(path, ("Range", "bytes=600000-"))).IsProblem(416, "range_not_satisfiable").Header("Content-Range"));
        Assert.Equal(304, (int)(await user.GetAsync(path, ("If-None-Match", $"\"{id}\""))).Status);
        (await user.GetAsync(path, ("If-Match", "\"other\""))).IsProblem(412, "precondition_failed");
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        Assert.Equal("600000", (await user.SendAsync(head)).Header("Content-Length"));
    }

    [PostgresFact]
    public async Task File_OfTheLargestSize_IsTaken_AndOneByteMoreIsNot()
    {
        using var user = await Host.RegisterAsync();

        var created = await user.UploadAsync(new byte[LargestBytes]);

        Assert.Equal((201, LargestBytes), ((int)created.Status, created.Json.GetProperty("size").GetInt32()));
        (await user.UploadAsync(new byte[LargestBytes + 1])).IsProblem(413, "content_too_large");
        Assert.Equal(201, (int)(await user.UploadAsync([])).Status);
    }

    [PostgresFact]
    public async Task Form_OfAGigabyte_IsRefusedByItsLength()
    {
        using var user = await Host.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, UploadCalls.Path) { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        request.Content.Headers.ContentLength = 1L << 30;
        request.Headers.ExpectContinue = true; // so that the answer comes before the body

        (await user.SendAsync(request)).IsProblem(413, "payload_too_large");
    }

    [PostgresTheory]
    [InlineData("", "validation_failed")]
    [InlineData("--x--\r\n", "validation_failed")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=file\r\n\r\nhello\r\n--x--\r\n", "validation_failed")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nhello", "malformed_request")]
    [InlineData("--x\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--x--\r\n", "malformed_request")]
    [InlineData("--x\r\n\r\nhello\r\n--x--\r\n", "malformed_request")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nhello\r\n--x--\r\n", "unknown_field")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name=file; filename=b\r\n\r\n2\r\n--x--\r\n", "validation_failed")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name=content_id\r\n\r\na b\r\n--x--\r\n", "validation_failed")]
    public async Task Form_ThatIsWrong_IsRefused_AndLeavesNothing(string form, string code)
    {
        using var user = await Host.RegisterAsync();
        using var content = new StringContent(form);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        // An empty body is none.
        var answer = (await user.UploadAsync(content)).IsProblem(400);

        if (form.Length > 0)
            Assert.Equal(code, answer.Code);
        await using var count = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT count(*) FROM uploads WHERE user_id = $1");
        count.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user.UserId });
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [PostgresTheory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task Body_ThatIsNoForm_IsRefused(string type)
    {
        using var user = await Host.RegisterAsync();
        using var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await user.UploadAsync(content)).IsProblem(415, "unsupported_media_type");
    }

    [PostgresFact]
    public async Task Link_ShowsAnImageWithoutAToken_AndNothingElse()
    {
        using var user = await Host.RegisterAsync();
        using var other = await Host.RegisterAsync();
        using var nobody = Host.Anonymous();
        var image = (await user.UploadAsync([1, 2, 3], "a.png", "image/png")).Text("id");
        var script = (await user.UploadAsync([1, 2, 3], "a.svg", "image/svg+xml")).Text("id");

        var link = (await user.PostAsync($"/api/v1/attachments/{image}/link")).Text("url");

        Assert.Equal($"attachment:{image}", (await Host.AuditedAsync(user.UserId, UploadActions.Link)).Target);
        var shown = await nobody.GetAsync(link);
        Assert.Equal([1, 2, 3], shown.Body);
        Assert.Equal(("image/png", "inline"), (shown.Header("Content-Type"), shown.Header("Content-Disposition")));
        (await user.PostAsync($"/api/v1/attachments/{script}/link")).IsProblem(422, "not_an_image");
        (await other.PostAsync($"/api/v1/attachments/{image}/link")).IsProblem(404, "not_found");
        (await nobody.GetAsync(link[..^1])).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Uploads_ManyAtOnce_AreEachComplete()
    {
        using var user = await Host.RegisterAsync();

        var uploads = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var content = Enumerable.Repeat((byte)i, 300_000 + i).ToArray();
            return (content, (await user.UploadAsync(content)).Text("id"));
        }));

        foreach (var (content, id) in uploads)
            Assert.Equal(content, (await user.GetAsync($"/api/v1/attachments/{id}/download")).Body);
    }
}
