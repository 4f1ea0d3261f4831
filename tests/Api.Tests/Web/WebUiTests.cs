using System.Net;
using System.Text;
using EmailAgent.Api.Web;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Web;

/// <summary>The web UI as browsers get it.</summary>
public sealed class WebUiTests(WebFixture fixture) : IClassFixture<WebFixture>
{
    private const string Script = "/assets/main-1a2b.js";
    private static readonly (string Name, string Value) AsPage = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [PostgresTheory]
    [InlineData("/")]
    [InlineData("/mail")]
    [InlineData("/mail/019ac2f0/INBOX.Sent")]
    [InlineData("/verify-email")]
    [InlineData("/settings/appearance?from=menu")]
    public async Task Page_DeepLink_IsTheIndex(string path)
    {
        using var browser = fixture.Host.Anonymous();
        var answer = await browser.GetAsync(path, AsPage);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/html", answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(WebFixture.Index, Encoding.UTF8.GetString(answer.Body));
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
        Assert.NotNull(answer.Header("X-Request-ID"));
    }

    [PostgresTheory]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/health/nowhere")]
    [InlineData("/openapi/nowhere")]
    [InlineData("/webhooks/nowhere")]
    [InlineData("/.well-known/nowhere")]
    [InlineData("/assets/gone-9z.js")]
    public async Task Page_UnknownPathOfTheApiOrAsset_Is404(string path)
    {
        using var browser = fixture.Host.Anonymous();
        var answer = (await browser.GetAsync(path, AsPage)).IsProblem(404);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [PostgresTheory]
    [InlineData("/mail", "application/json")]
    [InlineData("/.vite/manifest.json", "*/*")]
    [InlineData("/assets/main-1a2b.js.br", "*/*")]
    [InlineData("/../appsettings.json", "*/*")]
    public async Task File_ThatIsNone_Is404(string path, string accept)
    {
        using var program = fixture.Host.Anonymous();
        (await program.GetAsync(path, ("Accept", accept))).IsProblem(404);
    }

    [PostgresFact]
    public async Task Root_ForPrograms_StaysThatOfTheApi()
    {
        using var program = fixture.Host.Anonymous();
        Assert.Equal("EmailAgent", (await program.GetAsync("/", ("Accept", "application/json"))).Text("name"));
    }

    [PostgresTheory]
    [InlineData("br, gzip", "br", "as brotli")]
    [InlineData("gzip", "gzip", "as gzip")]
    [InlineData("br;q=0, gzip", "gzip", "as gzip")]
    [InlineData("zstd", null, WebFixture.Script)]
    [InlineData("", null, WebFixture.Script)]
    public async Task Asset_Encodings_AreThoseOfTheBuild(string accepted, string? encoding, string content)
    {
        using var browser = fixture.Host.Anonymous();
        var answer = await browser.GetAsync(Script, ("Accept-Encoding", accepted));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(encoding, answer.Header("Content-Encoding"));
        Assert.Equal(content, Encoding.UTF8.GetString(answer.Body));
        Assert.Equal("text/javascript", answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        Assert.Contains("immutable", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Icon_KnownToTheBrowser_Is304()
    {
        using var browser = fixture.Host.Anonymous();
        var first = await browser.GetAsync("/icon.svg");
        Assert.Equal("image/svg+xml", first.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", first.Header("Cache-Control"));

        var second = await browser.GetAsync("/icon.svg", ("If-None-Match", first.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, second.Status);
        Assert.Empty(second.Body);
    }

    [PostgresFact]
    public async Task Policy_OfThePage_AllowsNothingInline()
    {
        using var browser = fixture.Host.Anonymous();
        var page = await browser.GetAsync("/mail", AsPage);
        var policy = page.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", page.Header("X-Frame-Options"));

    }

    [PostgresTheory]
    [InlineData("/mail-frame.html", false)]
    [InlineData("/mail-frame-images.html", true)]
    public async Task Policy_OfAFrame_AllowsStylesAndOnlyOnRequestForeignImages(string path, bool allowsImages)
    {
        using var browser = fixture.Host.Anonymous();
        var frame = await browser.GetAsync(path, AsPage);
        var policy = frame.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal(allowsImages, policy.Contains("https:", StringComparison.Ordinal));
        Assert.Equal("SAMEORIGIN", frame.Header("X-Frame-Options"));
    }

    [PostgresFact]
    public async Task Head_OfThePage_HasItsHeaders()
    {
        using var browser = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Head, "/mail");
        request.Headers.TryAddWithoutValidation(AsPage.Name, AsPage.Value);
        var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(WebFixture.Index.Length, answer.Message.Content.Headers.ContentLength);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public void Load_FolderWithoutIndex_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("emailagent-web-");
        try
        {
            Assert.Throws<InvalidOperationException>(() => WebFiles.Load(folder.FullName));
            Assert.False(WebFiles.Load(Path.Combine(folder.FullName, "missing")).Any);
        }
        finally
        {
            folder.Delete();
        }
    }
}
