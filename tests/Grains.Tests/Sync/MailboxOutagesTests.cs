using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class MailboxOutagesTests
{
    [Fact]
    public void Outage_ThatAllMailboxesFind_IsNewsOnce()
    {
        using var outages = new MailboxOutages(new ManualTimeProvider(), NullLogger<MailboxOutages>.Instance);
        Assert.True(IsNews(outages, Stopped()));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.False(IsNews(outages, Stopped())));
        Assert.True(IsNews(outages, new DatabaseUnavailableException()));
        Assert.False(IsNews(outages, new DatabaseUnavailableException()));
    }

    [Fact]
    public void Defect_ThatAMailboxFindsAtEachRetry_IsNewsOnceForEachKind()
    {
        var time = new ManualTimeProvider();
        using var outages = new MailboxOutages(time, NullLogger<MailboxOutages>.Instance);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(outages.IsNews(first, "session", new InvalidOperationException("A defect.")));
        for (var retry = 0; retry < 20; retry++)
        {
            time.Advance(new MailboxOptions().LongestRetry);
            Assert.False(outages.IsNews(first, "session", new InvalidOperationException("A defect.")));
        }

        Assert.True(outages.IsNews(first, "session", new FormatException("Another.")));
        Assert.True(outages.IsNews(first, "status", new InvalidOperationException("A defect.")));
        Assert.True(outages.IsNews(second, "session", new InvalidOperationException("A defect.")));
        Assert.True(outages.IsNews(first, "status", Refused()));
        Assert.False(outages.IsNews(first, "status", Refused()));
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

    private static bool IsNews(MailboxOutages outages, Exception failure) => outages.IsNews(Guid.NewGuid(), "session", failure);

    // A value that the database does not take.
    private static PostgresException Refused() => new("value out of range", "ERROR", "ERROR", "22003");

    // A server that is being restarted.
    private static PostgresException Stopped() => new("terminating connection", "FATAL", "FATAL", "57P01");
}
