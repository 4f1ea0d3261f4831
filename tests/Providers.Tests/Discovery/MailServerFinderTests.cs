using EmailAgent.Providers.Discovery;

namespace EmailAgent.Providers.Tests.Discovery;

public sealed class MailServerFinderTests
{
    private const string Address = "Ada.L@example.org";

    [Fact]
    public async Task Address_OfLargeProvider_IsFoundWithoutAnyQuery()
    {
        await using var world = await DiscoveryWorld.StartAsync();

        var found = await world.Finder.FindAsync("ada@GMAIL.com", default);

        Assert.Equal(("gmail", "imap.gmail.com", "ada@GMAIL.com"), (found.Provider, found.Incoming!.Address.Host, found.Incoming.Username));
        Assert.Equal((ServerSources.Provider, ServerConfidence.High), (found.Submission!.Source, found.Submission.Confidence));
        Assert.NotEmpty(found.Notes);
        Assert.Empty(world.Dns.Queries);
        Assert.Empty(world.Web.Requests);
    }

    [Fact]
    public async Task Records_InTheDomain_AreCertain()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "second.example.org", 993, priority: 20);
        world.Dns.AddService("_imaps._tcp.example.org", "Mail.example.org.", 1993, priority: 10, weight: 5);
        world.Dns.AddService("_imaps._tcp.example.org", "spare.example.org", 993, priority: 10, weight: 1);
        world.Dns.AddService("_imap._tcp.example.org", "plain.example.org", 143);
        world.Dns.AddService("_submission._tcp.example.org", "mail.example.org", 587);

        var found = await world.Finder.FindAsync(Address, default);

        Assert.Equal(new FoundServer(new ServerAddress("mail.example.org", 1993, ServerSecurity.Tls), Address, ServerSources.Records, ServerConfidence.High), found.Incoming);
        Assert.Equal(new ServerAddress("mail.example.org", 587, ServerSecurity.StartTls), found.Submission!.Address);
        Assert.Empty(world.Web.Requests);
        Assert.Empty(world.Probe.Tried);
    }

    [Fact]
    public async Task Service_ThatIsNotOffered_IsNotFound()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", ".", 0);
        world.Dns.AddService("_imap._tcp.example.org", "mail.example.org", 143);

        Assert.Equal(new ServerAddress("mail.example.org", 143, ServerSecurity.StartTls), (await world.Finder.FindAsync(Address, default)).Incoming!.Address);
    }

    [Fact]
    public async Task Records_InAnotherDomain_AreUncertain_AndOtherSourcesPreferred()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "mail.example.net", 993);
        world.Dns.AddService("_submissions._tcp.example.org", "mail.example.net", 465);
        Assert.Equal(ServerConfidence.Low, (await world.Finder.FindAsync(Address, default)).Incoming!.Confidence);
        Assert.Empty(world.Probe.Tried);

        world.Web.Answer("example.org/.well-known/autoconfig/mail/config-v1.1.xml", DiscoveryWorld.Document("example.net"));
        world.Time.Advance(TimeSpan.FromMinutes(6));

        var found = await world.Finder.FindAsync(Address, default);
        Assert.Equal(("in.example.net", ServerConfidence.High), (found.Incoming!.Address.Host, found.Incoming.Confidence));
    }

    [Fact]
    public async Task Records_OfLargeProvider_AreCertain()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "imap.fastmail.com", 993);
        world.Dns.AddService("_submissions._tcp.example.org", "smtp.fastmail.com", 465);

        Assert.Equal(ServerConfidence.High, (await world.Finder.FindAsync(Address, default)).Incoming!.Confidence);
    }

    [Fact]
    public async Task Domain_WhoseMailALargeProviderReceives_HasItsServers()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddExchanger("example.org", "backup.example.org", preference: 20);
        world.Dns.AddExchanger("example.org", "ASPMX.L.google.com.", preference: 1);

        var found = await world.Finder.FindAsync(Address, default);

        Assert.Equal(("gmail", "imap.gmail.com", ServerSources.Exchangers), (found.Provider, found.Incoming!.Address.Host, found.Incoming.Source));
        Assert.Equal(Address, found.Incoming.Username);
    }

    [Fact]
    public async Task Configuration_OfTheDomain_IsReadFromItsOwnHostFirst()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Web.Answer("autoconfig.example.org/mail/config-v1.1.xml", DiscoveryWorld.Document("one.example", "%EMAILLOCALPART%"));
        world.Web.Answer("example.org/.well-known/autoconfig/mail/config-v1.1.xml", DiscoveryWorld.Document("two.example"));

        var found = await world.Finder.FindAsync(Address, default);

        Assert.Equal(new FoundServer(new ServerAddress("in.one.example", 1993, ServerSecurity.Tls), "Ada.L", ServerSources.Autoconfig, ServerConfidence.High), found.Incoming);
        Assert.Equal(new ServerAddress("out.one.example", 1465, ServerSecurity.Tls), found.Submission!.Address);
    }

    [Fact]
    public async Task Guesses_AreTried_AndTheMostLikelyThatAnswersWins()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Probe.Servers.UnionWith(["mail.example.org:993", "imap.example.org:143", "mail.example.org:587"]);

        var found = await world.Finder.FindAsync(Address, default);

        Assert.Equal(new FoundServer(new ServerAddress("mail.example.org", 993, ServerSecurity.Tls), Address, ServerSources.Guess, ServerConfidence.Medium), found.Incoming);
        Assert.Equal(new ServerAddress("mail.example.org", 587, ServerSecurity.StartTls), found.Submission!.Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NameServer_ThatFails_LeavesTheOtherSources(bool isSilent)
    {
        await using var world = await DiscoveryWorld.StartAsync(queryTimeout: isSilent ? TimeSpan.FromMilliseconds(500) : null);
        (world.Dns.IsSilent, world.Dns.Failure) = (isSilent, 2);
        world.Web.Answer("autoconfig.example.org/mail/config-v1.1.xml", DiscoveryWorld.Document("example.org"));

        Assert.Equal("in.example.org", (await world.Finder.FindAsync(Address, default)).Incoming?.Address.Host);
    }

    [Fact]
    public async Task Result_IsRememberedForTheDomain_WithTheUserOfEachAddress()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "mail.example.org", 993);
        world.Dns.AddService("_submissions._tcp.example.org", "mail.example.org", 465);
        await world.Finder.FindAsync(Address, default);
        var queries = world.Dns.Queries.Count;

        Assert.Equal("bob@Example.org", (await world.Finder.FindAsync("bob@Example.org", default)).Incoming!.Username);
        Assert.Equal(queries, world.Dns.Queries.Count);
        world.Time.Advance(TimeSpan.FromMinutes(61));
        await world.Finder.FindAsync(Address, default);
        Assert.True(world.Dns.Queries.Count > queries);
    }

    [Fact]
    public async Task Lookups_ThatAreOff_LeaveTheTable()
    {
        await using var world = await DiscoveryWorld.StartAsync(lookups: false);

        Assert.Null((await world.Finder.FindAsync(Address, default)).Incoming);
        Assert.Null(await world.Finder.FindSubmissionAsync("mail.example.org", Address, default));
        Assert.NotNull((await world.Finder.FindAsync("ada@fastmail.com", default)).Incoming);
        Assert.Empty(world.Dns.Queries);
        Assert.Empty(world.Probe.Tried);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@example..org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example.org/x")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@")]
    public async Task Address_WithoutPublicDomain_IsNotLookedUp(string address)
    {
        await using var world = await DiscoveryWorld.StartAsync();

        Assert.Null((await world.Finder.FindAsync(address, default)).Incoming);
        Assert.Empty(world.Dns.Queries);
        Assert.Empty(world.Web.Requests);
    }

    [Fact]
    public async Task Domain_BeyondAscii_IsLookedUpInPunycode()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.xn--bcher-kva.example", "mail.xn--bcher-kva.example", 993);

        Assert.Equal("mail.xn--bcher-kva.example", (await world.Finder.FindAsync("ada@bücher.example", default)).Incoming!.Address.Host);
    }

    [Fact]
    public async Task Submission_ForServerOfAnotherProvider_IsNotThatOfTheDomain()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_imaps._tcp.example.org", "mail.example.org", 993);
        world.Dns.AddService("_submissions._tcp.example.org", "mail.example.org", 465);

        Assert.Equal("mail.example.org", (await world.Finder.FindSubmissionAsync("mail.example.org", Address, default))!.Address.Host);
        Assert.Equal("mail.example.org", (await world.Finder.FindSubmissionAsync("other.example.org", Address, default))!.Address.Host);
        Assert.Null(await world.Finder.FindSubmissionAsync("mail.elsewhere.example", Address, default));
        Assert.Equal("smtp.fastmail.com", (await world.Finder.FindSubmissionAsync("imap.fastmail.com", Address, default))!.Address.Host);
    }

    [Fact]
    public async Task Submission_WithoutAddress_IsTriedOnTheHostOfTheMailbox()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Probe.Servers.Add("mail.elsewhere.example:587");

        var found = await world.Finder.FindSubmissionAsync("mail.elsewhere.example", "ada", default);

        Assert.Equal(new ServerAddress("mail.elsewhere.example", 587, ServerSecurity.StartTls), found!.Address);
    }

    [Fact]
    public async Task Submission_BesideTheHostOfTheMailbox_IsTriedFirst()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Probe.Servers.UnionWith(["smtp.elsewhere.example:587", "imap.elsewhere.example:465"]);

        var found = await world.Finder.FindSubmissionAsync("imap.elsewhere.example", "ada", default);

        Assert.Equal(new ServerAddress("smtp.elsewhere.example", 587, ServerSecurity.StartTls), found!.Address);
    }

    [Theory]
    [InlineData("imap.example")]
    [InlineData("imaphost.example")]
    [InlineData("192.0.2.1")]
    [InlineData("mailserver")]
    public async Task Submission_OnAHostThatHasNoneBesideIt_IsTriedOnlyThere(string host)
    {
        await using var world = await DiscoveryWorld.StartAsync();

        Assert.Null(await world.Finder.FindSubmissionAsync(host, "ada", default));
        Assert.Equal([$"{host}:465", $"{host}:587"], world.Probe.Tried.Select(tried => $"{tried.Host}:{tried.Port}"));
    }

    [Fact]
    public async Task Submission_OnTheHostOfTheMailbox_IsCertain_WhateverLeadsThere()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        world.Dns.AddService("_submissions._tcp.example.org", "mail.example.net", 465);

        var found = await world.Finder.FindSubmissionAsync("mail.example.net", Address, default);

        Assert.Equal(("mail.example.net", ServerConfidence.High), (found!.Address.Host, found.Confidence));
    }

    [Theory]
    [InlineData("ann@outlook.com", "smtp-mail.outlook.com")]
    [InlineData("ann@example.org", "smtp.office365.com")]
    public async Task Submission_OfProvidersWithTheSameServer_IsThatOfTheAddress(string address, string host)
    {
        await using var world = await DiscoveryWorld.StartAsync();

        Assert.Equal(host, (await world.Finder.FindSubmissionAsync("outlook.office365.com", address, default))!.Address.Host);
    }

    [Fact]
    public async Task Domain_TooLongForNamesBelowIt_HasNoServers()
    {
        await using var world = await DiscoveryWorld.StartAsync();
        var label = new string('a', 61);

        Assert.Null((await world.Finder.FindAsync($"ada@{label}.{label}.{label}.{label}.ex", default)).Incoming);
    }
}
