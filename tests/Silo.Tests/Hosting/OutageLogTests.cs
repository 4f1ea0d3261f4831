using EmailAgent.Grains.Logging;
using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Silo.Tests.Hosting;

public sealed class OutageLogTests : IDisposable
{
    private const string Membership = "Orleans.Runtime.MembershipService.MembershipTableManager";

    private static readonly Action<ILogger, Exception?> LogUnread = LoggerMessage.Define(LogLevel.Error, new EventId(7), "The table cannot be read");

    private readonly ManualTimeProvider _time = new();
    private readonly Lines _lines = new();
    private readonly OutageLog _log;

    public OutageLogTests() => _log = new OutageLog(new LoggerFactory([_lines]), _time);

    public void Dispose()
    {
        _log.Dispose();
        _lines.Dispose();
    }

    [Theory]
    [InlineData(Membership)]
    [InlineData("EmailAgent.Grains.Connections.MailboxSweep")]
    public void Outage_ThatIsFoundAgainAndAgain_IsLoggedOnceAndThenCounted(string category)
    {
        var logger = _log.CreateLogger(category);
        for (var i = 0; i < 30; i++)
        {
            LogUnread(logger, new InvalidOperationException("The table is away.", Stopped()));
        }

        Assert.Equal($"{category}: The table cannot be read", Assert.Single(_lines.All));
        _time.Advance(RepeatedFailures.Window);
        Assert.Contains("29 more times", _lines.All[^1], StringComparison.Ordinal);
        Assert.Equal(2, _lines.All.Count);
    }

    [Fact]
    public void Entries_OfOtherKinds_AreAllLogged()
    {
        for (var i = 0; i < 3; i++)
        {
            LogUnread(_log.CreateLogger(Membership), new InvalidOperationException("A defect."));
            LogUnread(_log.CreateLogger(Membership), null);
        }

        Assert.Equal(6, _lines.All.Count);
    }

    // A server that is being restarted.
    private static PostgresException Stopped() => new("terminating connection", "FATAL", "FATAL", "57P01");

    /// <summary>Keeps what is logged, without exceptions.</summary>
    private sealed class Lines : ILoggerProvider
    {
        public List<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Line(All, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Line(List<string> all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                all.Add($"{category}: {formatter(state, exception)}");
        }
    }
}
