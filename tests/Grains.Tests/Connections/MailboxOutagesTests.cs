using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using EmailAgent.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class MailboxOutagesTests
{
    [Fact]
    public void Outage_ThatAllMailboxesFind_IsNewsOnce()
    {
        using var outages = new MailboxOutages(new ManualTimeProvider(), NullLogger<MailboxOutages>.Instance);
        Assert.True(outages.IsNews(Stopped()));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.False(outages.IsNews(Stopped())));
        Assert.True(outages.IsNews(new DatabaseUnavailableException()));
        Assert.False(outages.IsNews(new DatabaseUnavailableException()));
    }

    [Fact]
    public void Defect_OfAMailbox_IsNewsEachTime()
    {
        using var outages = new MailboxOutages(new ManualTimeProvider(), NullLogger<MailboxOutages>.Instance);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(outages.IsNews(new InvalidOperationException("A defect."))));
    }

    [Fact]
    public void Sessions_ThatFailAtOneServerInOneWay_AreNewsOnce()
    {
        using var outages = new MailboxOutages(new ManualTimeProvider(), NullLogger<MailboxOutages>.Instance);
        var server = MailboxPolicy.Server("imap", """{"host":"imap.example.org","username":"ann"}""");
        Assert.Equal("imap imap.example.org", server);
        Assert.True(outages.IsNews(server, ProviderFailure.Unreachable));
        Assert.False(outages.IsNews(server, ProviderFailure.Unreachable));
        Assert.True(outages.IsNews(server, ProviderFailure.Protocol));
        Assert.True(outages.IsNews(MailboxPolicy.Server("gmail", "{}"), ProviderFailure.Unreachable));
    }

    // A server that is being restarted.
    private static PostgresException Stopped() => new("terminating connection", "FATAL", "FATAL", "57P01");
}
