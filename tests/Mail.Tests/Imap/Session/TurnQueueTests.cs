using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Mail.Imap.Wire;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Imap.Session;

/// <summary>Who may use a connection, without a connection.</summary>
public sealed class TurnQueueTests(ITestOutputHelper output)
{
    private int _idle;

    [Fact]
    public void Turns_ThatCanBeToldApart_ComeAtOnce()
    {
        var queue = Queue();

        var turns = new[] { queue.Ask(new Coloured(1)), queue.Ask(new Coloured(2)), queue.Ask(new Coloured(3)) };

        Assert.All(turns, turn => Assert.True(turn.HasCome.IsCompleted));
        Assert.Equal((0, false), (_idle, queue.IsIdle));
    }

    [Fact]
    public void Turn_Alone_WaitsForAllBeforeItAndHoldsAllBehind()
    {
        var queue = Queue();
        var first = queue.Ask(new Coloured(1));
        var alone = queue.Ask(null);
        var behind = queue.Ask(new Coloured(2));
        Assert.Equal([true, false, false], Come(first, alone, behind));

        first.Dispose();
        Assert.Equal([true, false], Come(alone, behind));
        alone.Dispose();

        Assert.Equal([true], Come(behind));
    }

    [Fact]
    public void Turn_PassesOnlyThoseItMayRunBeside()
    {
        var queue = Queue();
        var running = queue.Ask(new Coloured(1));
        var same = queue.Ask(new Coloured(1));
        var other = queue.Ask(new Coloured(2));
        var again = queue.Ask(new Coloured(1));
        Assert.Equal([true, false, true, false], Come(running, same, other, again));

        running.Dispose();

        Assert.Equal([true, false], Come(same, again));
    }

    [Fact]
    public void Turn_GivenUpWhileWaiting_LetsThoseBehindCome()
    {
        var queue = Queue();
        var running = queue.Ask(new Coloured(1));
        var alone = queue.Ask(null);
        var behind = queue.Ask(new Coloured(2));

        alone.Dispose();

        Assert.Equal([true, true], Come(running, behind));
        Assert.False(alone.HasCome.IsCompleted);
    }

    [Fact]
    public void Turn_GivenBackTwice_TakesNobodyElsesPlace()
    {
        var queue = Queue();
        var first = queue.Ask(null);
        first.Dispose();
        var second = queue.Ask(null);
        var third = queue.Ask(null);

        first.Dispose();

        Assert.Equal([true, false], Come(second, third));
    }

    [Fact]
    public void Idle_IsToldWhenTheLastLeaves()
    {
        var queue = Queue();
        var first = queue.Ask(new Coloured(1));
        var waiting = queue.Ask(null);

        first.Dispose();
        Assert.Equal(0, _idle);
        waiting.Dispose();

        Assert.Equal((1, true), (_idle, queue.IsIdle));
    }

    [Fact]
    public void Arrival_EndsForThoseWhoWaitAlreadyAndThoseToCome()
    {
        var queue = Queue();
        using var running = queue.Ask(null);
        var arrival = queue.ArrivalAsync();
        Assert.False(arrival.IsCompleted);

        using var waiting = queue.Ask(null);

        Assert.True(arrival.IsCompleted);
        Assert.True(queue.ArrivalAsync().IsCompleted);
    }

    [Fact]
    public void AnyOrder_KeepsApartWhatCouldBeConfusedAndServesEveryone()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var queue = Queue();
        var asked = new List<(int? Colour, CommandTurn Turn)>();
        for (var step = 0; step < 20_000; step++)
        {
            if (asked.Count == 0 || (step < 19_000 && asked.Count < 12 && random.Next(2) == 0))
            {
                int? colour = random.Next(6) == 0 ? null : random.Next(4);
                asked.Add((colour, queue.Ask(colour is { } c ? new Coloured(c) : null)));
            }
            else
            {
                var (_, turn) = asked[random.Next(asked.Count)];
                asked.RemoveAll(entry => entry.Turn == turn);
                turn.Dispose();
            }

            AssertFair(asked);
        }

        asked.ForEach(entry => entry.Turn.Dispose());
        Assert.True(queue.IsIdle);
    }

    /// <summary>Exactly those run that nobody who came earlier stands in the way of.</summary>
    private static void AssertFair(List<(int? Colour, CommandTurn Turn)> asked)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            var (colour, turn) = asked[i];
            var blocked = asked.Take(i).Any(earlier => earlier.Colour is null || colour is null || earlier.Colour == colour);
            Assert.Equal(!blocked, turn.HasCome.IsCompleted);
        }
    }

    private TurnQueue Queue() => new(() => _idle++);

    private static IEnumerable<bool> Come(params CommandTurn[] turns) => turns.Select(turn => turn.HasCome.IsCompleted);

    /// <summary>A command whose answer could be taken for that of another of the same colour.</summary>
    private sealed class Coloured(int colour) : ImapCommand
    {
        public override string Name => "COLOURED";

        public override bool MayRunBeside(ImapCommand other) => other is Coloured { Colour: var theirs } && theirs != Colour;

        public override void Write(CommandWriter writer) => writer.Raw(Name);

        private int Colour => colour;
    }
}
