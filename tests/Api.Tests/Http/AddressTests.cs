using System.Net.Sockets;
using System.Text;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Http;

/// <summary>Paths and queries whose percent escapes are no text.</summary>
[Collection(ApiTests.Name)]
public sealed class AddressTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("/api/v1/emails", true)]
    [InlineData("/a?q=caf%C3%A9%F0%9F%92%A9", true)]
    [InlineData("/a?q=100%", true)]
    [InlineData("/a?q=%zz%2", true)]
    [InlineData("/a/%00", true)]
    [InlineData("/a?q=caf%E9", false)]
    [InlineData("/a?q=%C3%28", false)]
    [InlineData("/a/%ED%A0%80", false)]
    [InlineData("/a/%C0%AF", false)]
    [InlineData("/a/%ff", false)]
    public void Target_WithEscapes_IsUtf8OrNot(string target, bool expected) => Assert.Equal(expected, AddressEncodingMiddleware.IsUtf8(target));

    [PostgresTheory]
    [InlineData("/api/v1/emails/%FF")]
    [InlineData("/api/v1/nowhere/%FF")]
    [InlineData("/api/v1/emails?from=caf%E9")]
    [InlineData("/api/v1/search?q=%C3%28")]
    public async Task Escapes_ThatAreNotUtf8_Are400(string path)
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Contains("UTF-8", (await user.GetAsync(path)).IsProblem(400, "malformed_request").Text("detail"), StringComparison.Ordinal);
    }

    // By the web server, which has not found the endpoint yet: docs/reference/problems.md lists such refusals.
    [PostgresFact]
    public async Task Nul_InThePath_Is400WithoutABody()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /api/v1/emails/%00 HTTP/1.1\r\nHost: x\r\n\r\n"));

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }
}
