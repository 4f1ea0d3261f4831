using EmailAgent.Silo.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Messaging;

namespace EmailAgent.Silo.Tests.Client;

public sealed class SiloDeathsTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Death_WithAnObserverThatFails_ReachesTheOthersAndTheNextOneToo()
    {
        var time = new ManualTimeProvider();
        var silos = new Silos { Active = [new Uri("gwy.tcp://127.0.0.1:1/0"), new Uri("gwy.tcp://127.0.0.1:2/0"), new Uri("gwy.tcp://127.0.0.1:3/0")] };
        var last = new Observer();
        using var deaths = new SiloDeaths(silos, [new Observer { IsBroken = true }, last], time, NullLogger<SiloDeaths>.Instance);
        await deaths.StartAsync(default);
        await AdvanceUntilAsync(time, () => silos.Reads >= 1);

        silos.Active = [.. silos.Active.Skip(1)];
        await AdvanceUntilAsync(time, () => last.Notices == 1);
        silos.Active = [.. silos.Active.Skip(1)];
        await AdvanceUntilAsync(time, () => last.Notices == 2);

        await deaths.StopAsync(default);
    }

    private static Task AdvanceUntilAsync(ManualTimeProvider time, Func<bool> condition) => Eventually.True(() =>
    {
        time.Advance(Step);
        return condition();
    });

    /// <summary>The list of silos, as a test sets it.</summary>
    private sealed class Silos : IGatewayListProvider
    {
        private volatile IList<Uri> _active = [];
        private int _reads;

        public IList<Uri> Active
        {
            get => _active;
            set => _active = value;
        }

        public int Reads => Volatile.Read(ref _reads);

        public TimeSpan MaxStaleness => Step;

        public bool IsUpdatable => true;

        public Task InitializeGatewayListProvider() => Task.CompletedTask;

        public Task<IList<Uri>> GetGateways()
        {
            Interlocked.Increment(ref _reads);
            return Task.FromResult(_active);
        }
    }

    private sealed class Observer : IClusterConnectionStatusObserver
    {
        private int _notices;

        public bool IsBroken { get; init; }

        public int Notices => Volatile.Read(ref _notices);

        public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
        {
            Interlocked.Increment(ref _notices);
            if (IsBroken)
            {
                throw new InvalidOperationException("An observer is broken.");
            }
        }

        public void NotifyClusterConnectionLost()
        {
        }
    }
}
