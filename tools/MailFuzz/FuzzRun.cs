using System.Globalization;

namespace EmailAgent.MailFuzz;

/// <summary>Feeds one target until its processor time is used up. Every finding is saved as a file and named on standard output.</summary>
internal sealed class FuzzRun(FuzzTarget target, FuzzOptions options)
{
    private const int PiecesEvery = 500;
    // Long enough that what a limit bounds, such as the depth of open elements, has reached it.
    private const int ShortLength = 128 << 10;
    private const int Factor = 4;

    // Linear time gives the factor itself; caches and the collector add to it.
    private const double MostGrowth = 2.5 * Factor;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WorthMeasuring = TimeSpan.FromMilliseconds(4);

    private byte[] _current = [];
    private long _startedAt;
    private int _findings;

    /// <returns>0 without findings, else 1.</returns>
    public int Run()
    {
        Directory.CreateDirectory(options.Found);
        Console.WriteLine($"{target.Name}: seed {options.Seed}, {target.Seeds.Count} inputs");
        using var watchdog = new Timer(_ => Watch(), null, Hang, TimeSpan.FromSeconds(1));
        var random = new Random(options.Seed); // the seed is printed
        var mutator = new Mutator(target, random);
        var runs = 0L;
        var start = ProcessorTime();
        for (var end = start + TimeSpan.FromMinutes(options.Minutes); ProcessorTime() < end; runs++)
        {
            if (runs % PiecesEvery == 0)
                CheckGrowth(mutator.NextPiece());
            else
                Feed(mutator.Next());
        }

        var minutes = (ProcessorTime() - start).TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"{target.Name}: {runs} runs in {minutes} processor minutes, {_findings} findings");
        return _findings == 0 ? 0 : 1;
    }

    private static TimeSpan ProcessorTime() => Environment.CpuUsage.TotalTime;

    private void Feed(byte[] input)
    {
        _current = input;
        Volatile.Write(ref _startedAt, ProcessorTime().Ticks);
        try
        {
            target.Run(input);
        }
        catch (Exception e)
        {
            Save("crash", input, e.ToString());
        }
        finally
        {
            Volatile.Write(ref _startedAt, 0);
        }
    }

    private void CheckGrowth(byte[] piece)
    {
        var few = Repeat(piece, ShortLength);
        var many = Repeat(piece, ShortLength * Factor);
        if (IsSuperlinear(few, many) && IsSuperlinear(few, many) && IsSuperlinear(few, many))
            Save("slow", piece, $"{Factor} times the input took {Fastest(many) / Fastest(few):0.0} times as long");
    }

    private bool IsSuperlinear(byte[] few, byte[] many)
    {
        var whole = Fastest(many);
        return whole > WorthMeasuring && whole / Fastest(few) > MostGrowth;
    }

    private TimeSpan Fastest(byte[] input)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var started = ProcessorTime();
            Feed(input);
            var took = ProcessorTime() - started;
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }

    private static byte[] Repeat(byte[] piece, int length) =>
        [.. Enumerable.Repeat(piece, Math.Max(1, length / Math.Max(1, piece.Length))).SelectMany(bytes => bytes)];

    // A hanging parser cannot be stopped; its input can be saved.
    private void Watch()
    {
        var started = Volatile.Read(ref _startedAt);
        if (started == 0 || ProcessorTime() - TimeSpan.FromTicks(started) < Hang)
            return;
        Save("hang", _current, "no end in sight");
        Environment.Exit(1);
    }

    private void Save(string kind, byte[] input, string what)
    {
        var file = Path.Combine(options.Found, $"{target.Name}-{kind}-{options.Seed}-{Interlocked.Increment(ref _findings)}");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{kind}: {file}\n{what}");
    }
}
