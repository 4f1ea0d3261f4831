using EmailAgent.Providers.Quota;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Providers.Tests.Quota;

public sealed class QuotaSchedulerTests(ITestOutputHelper output)
{
    private static readonly QuotaBudget Budget = new("p", 6_000, 1_200_000, 80_000_000);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Acquire_WithinTheBudget_GoesAtOnce()
    {
        using var scheduler = Scheduler(Budget);
        var account = scheduler.Account("ann");

        await account.AcquireAsync(2_000, QuotaPriority.Person, default);
        await account.AcquireAsync(500, QuotaPriority.Backfill, default);

        Assert.Equal(new QuotaUsage(6_000, 3_500, 2_500 / 60.0, 0), account.Usage);
        Assert.Same(account, scheduler.Account("ANN"));
    }

    [Fact]
    public async Task Person_WhileHistoryWaits_GoesFirst()
    {
        using var scheduler = Scheduler(Budget);
        var account = scheduler.Account("ann");
        var order = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            await account.AcquireAsync(1_000, QuotaPriority.Person, default);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Task[] waiting =
        [
            NoteAsync("history 1", QuotaPriority.Backfill), NoteAsync("history 2", QuotaPriority.Backfill),
            NoteAsync("push", QuotaPriority.Push), NoteAsync("person", QuotaPriority.Person),
        ];
        while (!Task.WhenAll(waiting).IsCompleted)
        {
            await SettleAsync(scheduler, () => order.Count, waiting.Length, account);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["person", "push", "history 1", "history 2"], order);

        async Task NoteAsync(string name, QuotaPriority priority)
        {
            await account.AcquireAsync(1_000, priority, default);
            lock (order) order.Add(name);
        }
    }

    [Fact]
    public void History_WhilePersonsNeverStop_IsServedToo()
    {
        var line = new WaitingLine<string>();
        line.Add("history", QuotaPriority.Backfill);
        line.Add("person", QuotaPriority.Person);
        var served = 0;
        for (; line.TryPeek(out var next) && next != "history"; served++)
        {
            line.Dequeue();
            line.Add("person", QuotaPriority.Person);
        }

        Assert.Equal(WaitingLine<string>.Patience, served);
    }

    [Fact]
    public async Task TryAcquire_WithoutBudgetInTime_GivesUpAndLeavesTheLine()
    {
        using var scheduler = Scheduler(Budget);
        var account = scheduler.Account("ann");
        await account.AcquireAsync(6_000, QuotaPriority.Person, default);

        var trying = account.TryAcquireAsync(20, QuotaPriority.Backfill, TimeSpan.FromSeconds(1), default);
        await Eventually.True(() => account.Usage.Waiting == 1);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(await trying);
        Assert.Equal(0, account.Usage.Waiting);
    }

    [Fact]
    public async Task Pause_AskedForByTheProvider_HoldsAllBack()
    {
        using var scheduler = Scheduler(Budget);
        var account = scheduler.Account("ann");
        account.Pause(TimeSpan.FromSeconds(10));

        var person = account.AcquireAsync(1, QuotaPriority.Person, default);
        Assert.False(person.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));

        await person;
    }

    [Fact]
    public async Task Cancelled_WhileWaiting_LetsTheNextGo()
    {
        using var scheduler = Scheduler(Budget);
        using var cancel = new CancellationTokenSource();
        var account = scheduler.Account("ann");
        await account.AcquireAsync(5_000, QuotaPriority.Person, default);
        var large = account.AcquireAsync(2_000, QuotaPriority.Person, cancel.Token);
        var small = account.AcquireAsync(500, QuotaPriority.Person, default);

        Assert.False(small.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small;
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task ManyCalls_OfManyAccounts_NeverGoOverAnyBudget(int seed)
    {
        output.WriteLine($"seed {seed}");
        var budget = new QuotaBudget("p", 600, 2_000, 1_000_000);
        using var scheduler = Scheduler(budget);
        var random = new Random(seed);
        var accounts = Enumerable.Range(0, 6).Select(index => scheduler.Account($"account{index}")).ToList();
        var paid = new List<(int Account, DateTimeOffset At, int Units)>();
        var calls = Enumerable.Range(0, 400).Select(async _ =>
        {
            var (account, units) = (random.Next(accounts.Count), random.Next(1, 60));
            await accounts[account].AcquireAsync(units, (QuotaPriority)random.Next(3), default);
            lock (paid) paid.Add((account, _time.GetUtcNow(), units));
        }).ToArray();

        while (!Task.WhenAll(calls).IsCompleted)
        {
            await SettleAsync(scheduler, () => paid.Count, calls.Length, [.. accounts]);
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 700)));
        }

        Assert.Equal(calls.Length, paid.Count);
        foreach (var (_, end, _) in paid)
        {
            var window = paid.Where(one => one.At <= end && one.At > end.AddMinutes(-1)).ToList();
            Assert.InRange(window.Sum(one => one.Units), 0, budget.ProjectPerMinute);
            Assert.All(window.GroupBy(one => one.Account), account => Assert.InRange(account.Sum(one => one.Units), 0, budget.AccountPerMinute));
        }
    }

    [Fact]
    public async Task History_WithEnoughToDo_UsesTheBudgetButForAFewPercent()
    {
        using var scheduler = Scheduler(Budget);
        var account = scheduler.Account("ann");
        long units = 0;
        var began = _time.GetUtcNow();
        var filling = Task.Run(async () =>
        {
            while (_time.GetUtcNow() < began.AddMinutes(10))
            {
                await account.AcquireAsync(account.BackfillUnits, QuotaPriority.Backfill, default);
                units += account.BackfillUnits;
            }
        });

        while (!filling.IsCompleted)
        {
            await Eventually.True(() => filling.IsCompleted || account.Usage.Waiting > 0);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.InRange(units / 10.0, 0.94 * Budget.AccountPerMinute, 1.06 * Budget.AccountPerMinute);
    }

    private QuotaScheduler Scheduler(QuotaBudget budget) => new(budget, new InProcessQuotaLedger(_time), _time);

    /// <summary>Waits until each call is either done or in a line, so that the clock does not move while one is between.</summary>
    private static Task SettleAsync(QuotaScheduler scheduler, Func<int> done, int all, params QuotaAccount[] accounts) =>
        Eventually.True(() => !scheduler.IsLeasing && done() + scheduler.Project.Waiting + accounts.Sum(account => account.Usage.Waiting) == all);
}
