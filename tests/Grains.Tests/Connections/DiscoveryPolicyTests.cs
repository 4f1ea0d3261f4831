using EmailAgent.Grains.Connections;
using EmailAgent.Grains.SignIn;
using EmailAgent.Providers;
using EmailAgent.Providers.Discovery;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class DiscoveryPolicyTests
{
    private static readonly ServerConnectionRequest Request = new("imap", Host: null, Port: null, Username: null, "secret", Security: null, "ann@example.org", DisplayName: null);

    [Theory]
    [InlineData(ServerConfidence.High)]
    [InlineData(ServerConfidence.Medium)]
    public void Request_WithoutHost_TakesServerThatIsCertainEnough(ServerConfidence confidence)
    {
        var completed = DiscoveryPolicy.Complete(Request, new FoundServers(Server(confidence), Submission: null)).Value!;

        Assert.Equal(("mail.example.org", 993, TransportSecurity.Tls, "ann"), (completed.Host, completed.Port!.Value, completed.Security!.Value, completed.Username));
        Assert.Equal("secret", completed.Password);
    }

    [Fact]
    public void Request_ForServerThatOnlyRecordsName_MustConfirmIt()
    {
        var refusal = DiscoveryPolicy.Complete(Request, new FoundServers(Server(ServerConfidence.Low), Submission: null)).Problem!;

        Assert.Equal((ProblemCodes.Invalid, "host"), (refusal.Code, refusal.Field));
        Assert.Contains("mail.example.org", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_WithoutServer_IsRefused() =>
        Assert.Equal(ConnectionProblems.ServerNotFound, DiscoveryPolicy.Complete(Request, FoundServers.None).Problem!.Code);

    [Fact]
    public void Request_WithPartsOfTheServer_KeepsThem()
    {
        var request = Request with { Username = "bob", Port = 143, Security = TransportSecurity.StartTls };

        var completed = DiscoveryPolicy.Complete(request, new FoundServers(Server(ServerConfidence.High), Submission: null)).Value!;

        Assert.Equal(("mail.example.org", 143, TransportSecurity.StartTls, "bob"), (completed.Host, completed.Port!.Value, completed.Security!.Value, completed.Username));
    }

    [Theory]
    [InlineData(true, "other", "oauth")]
    [InlineData(false, "imap", "password")]
    public void Mailbox_WithASignIn_IsConnectedByIt_WhereTheInstallationOffersIt(bool configured, string provider, string signIn)
    {
        var found = new FoundServers(Server(ServerConfidence.High), Server(ServerConfidence.High)) { Provider = "other", Notes = ["Create an app password."] };

        var shown = DiscoveryPolicy.Describe(found, [new ProviderInfo("other", "Other", "oauth", configured, configured ? null : "It is not configured.")]);

        Assert.Equal((provider, signIn, "high"), (shown.Provider, shown.SignIn, shown.Confidence));
        Assert.Equal("mail.example.org", shown.Server!.Host);
        Assert.Equal(2, shown.Notes.Count);
        Assert.Contains("Other", shown.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Confidence_OfBothServers_IsTheLower()
    {
        var shown = DiscoveryPolicy.Describe(new FoundServers(Server(ServerConfidence.High), Server(ServerConfidence.Medium)), []);

        Assert.Equal(("medium", "srv"), (shown.Confidence, shown.Source));
        Assert.Single(shown.Notes);
    }

    [Fact]
    public void Nothing_Found_IsNoted()
    {
        var shown = DiscoveryPolicy.Describe(FoundServers.None, []);

        Assert.Null(shown.Server);
        Assert.Null(shown.Smtp);
        Assert.Null(shown.Source);
        Assert.Null(shown.Confidence);
        Assert.Equal(("imap", "password"), (shown.Provider, shown.SignIn));
        Assert.Single(shown.Notes);
    }

    private static FoundServer Server(ServerConfidence confidence) =>
        new(new ServerAddress("mail.example.org", 993, ServerSecurity.Tls), "ann", ServerSources.Records, confidence);
}
