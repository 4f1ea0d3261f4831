using EmailAgent.Api.Hosting;
using Microsoft.AspNetCore.Builder;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>A wrong address is refused at start, and never replaced by all addresses.</summary>
public sealed class WebListenerTests
{
    [Theory]
    [InlineData("--urls=", "--PORT=abc")]
    [InlineData("--urls=", "--PORT=0")]
    [InlineData("--urls=", "--PORT=70000")]
    [InlineData("--urls=", "--PORT=+80")]
    [InlineData("--urls=http://127.0.0.1:abc")]
    [InlineData("--urls=http://127.0.0.1:70000")]
    [InlineData("--urls=http://127.0.0.1:8080;http://localhost:")]
    public void Port_ThatIsNone_IsRefused(params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        Assert.Contains("port", Assert.Throws<InvalidOperationException>(builder.AddListener).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--urls=", "--PORT=8080")]
    [InlineData("--urls=http://+:8080")]
    [InlineData("--urls=http://[::1]:8080;http://localhost")]
    [InlineData("--urls=http://unix:/run/emailagent.sock")]
    public void Address_OfAPort_IsTaken(params string[] args) => WebApplication.CreateSlimBuilder(args).AddListener();
}
