using EmailAgent.Grains.Connections;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class ConnectionMappingTests
{
    private static readonly MailboxId Id = new(Guid.Parse("11111111-1111-1111-1111-111111111111"), Guid.Parse("22222222-2222-2222-2222-222222222222"));

    // The API's routes and words are written without the providers' own descriptors at hand.
    [Fact]
    public void Providers_ThatTheApiNames_AreThoseThatThereAre() =>
        Assert.Equal(
            ProviderCatalog.All.Select(provider => (provider.Name, provider.Title, provider.Password is not null, provider.Pushes)),
            ProviderNames.All.Select(provider => (provider.Name, provider.Title, provider.TakesPassword, provider.PushService is not null)));

    [Theory]
    [InlineData(null, null, 993, TransportSecurity.Tls)]
    [InlineData(null, TransportSecurity.StartTls, 143, TransportSecurity.StartTls)]
    [InlineData(null, TransportSecurity.None, 143, TransportSecurity.None)]
    [InlineData(10143, TransportSecurity.StartTls, 10143, TransportSecurity.StartTls)]
    public void Connection_WithPassword_HasTheDefaultsOfItsProvider(int? port, TransportSecurity? security, int expectedPort, TransportSecurity expectedSecurity)
    {
        var connection = Request("mail.Example.org", port, security).ToNewConnection(Id).Value!;

        Assert.Equal("imap", connection.Provider);
        Assert.Equal($"ann@mail.example.org:{expectedPort}", connection.AccountKey);
        Assert.Equal("ann", connection.Email);
        var access = ProviderCatalog.For(connection.Provider)!.Password!;
        var server = access.Read(connection.Settings);
        Assert.Equal(("mail.Example.org", expectedPort, "ann"), (server.Host, server.Port, server.Username));
        Assert.Equal(expectedSecurity.ToString(), server.Security.ToString());
    }

    [Fact]
    public void Connection_WithUnusableServer_IsRefusedWithAllFields()
    {
        var refusal = Request("https://mail.example.org", 0, null).ToNewConnection(Id).Problem!;

        Assert.Equal(ProblemCodes.Invalid, refusal.Code);
        Assert.Equal(["host", "port"], refusal.Others!.Append(refusal).Select(problem => problem.Field!).Order());
    }

    [Fact]
    public void Connection_WithUnusableSubmissionServer_IsRefusedWithItsFields()
    {
        var request = Request("mail.example.org", null, null) with { Smtp = new SubmissionServerRequest("smtp://x", 70000, null, null, null) };

        var refusal = request.ToNewConnection(Id).Problem!;

        Assert.Equal(["smtp.host", "smtp.port"], refusal.Others!.Append(refusal).Select(problem => problem.Field!).Order());
    }

    [Theory]
    [InlineData("gmail")]
    [InlineData("pop3")]
    public void Connection_OfProviderWithoutPasswords_IsNotFound(string provider) =>
        Assert.Equal(ProblemCodes.NotFound, (Request("mail.example.org", null, null) with { Provider = provider }).ToNewConnection(Id).Problem!.Code);

    private static ServerConnectionRequest Request(string host, int? port, TransportSecurity? security) =>
        new("imap", host, port, "ann", "secret", security, Email: null, DisplayName: null);
}
