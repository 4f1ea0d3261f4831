using System.Collections.Concurrent;

namespace EmailAgent.Testing;

/// <summary>Faults of requests: those that a test sets, and others at random from a seed.</summary>
public sealed class HttpFaultScript(int seed)
{
    private static readonly HttpFault[] All = [.. Enum.GetValues<HttpFault>().Where(fault => fault != HttpFault.None)];

    private readonly ConcurrentQueue<HttpFault> _next = new();
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>Gets or sets how many of a hundred requests go wrong at random.</summary>
    public int Percent { get; set; }

    /// <summary>Gets or sets how many of a hundred calls inside a batch go wrong at random.</summary>
    public int PercentOfParts { get; set; }

    /// <summary>The faults that chance chooses from.</summary>
    public IReadOnlyList<HttpFault> Choice { get; set; } = All;

    /// <summary>The faults that chance chooses from for a call inside a batch.</summary>
    public IReadOnlyList<HttpFault> ChoiceForParts { get; set; } = [HttpFault.TooMany, HttpFault.RateLimited, HttpFault.ServerError, HttpFault.Unauthorized];

    /// <summary>Sets the faults of the next requests, one after another; later faults are random again.</summary>
    public void Next(params IEnumerable<HttpFault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    internal HttpFault TakeNext() => _next.TryDequeue(out var fault) ? fault : Chance(Percent, Choice);

    internal HttpFault TakeForPart() => Chance(PercentOfParts, ChoiceForParts);

    /// <summary>Returns a whole number from 0 up to but not including <paramref name="end"/>.</summary>
    internal int Roll(int end)
    {
        lock (_lock) return _random.Next(end);
    }

    private HttpFault Chance(int percent, IReadOnlyList<HttpFault> choice) =>
        percent > 0 && Roll(100) < percent ? choice[Roll(choice.Count)] : HttpFault.None;
}
