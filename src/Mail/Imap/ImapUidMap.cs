using System.Collections;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// Map from the UIDs in the source to the UIDs in the target of a copy or move (COPYUID, RFC 4315 section 3), in the server's order.
/// Stored as ranges, so that its size does not depend on the number of messages.
/// </summary>
public sealed class ImapUidMap : IEnumerable<KeyValuePair<uint, uint>>
{
    private readonly IReadOnlyList<Run> _runs;

    private ImapUidMap(List<Run> runs)
    {
        _runs = runs;
        var sources = new UidSetBuilder();
        var targets = new UidSetBuilder();
        foreach (var run in runs)
        {
            sources.Add(run.Source, run.Source + (run.Count - 1));
            targets.Add(run.Target, run.Target + (run.Count - 1));
        }

        Sources = sources.Build();
        Targets = targets.Build();
    }

    /// <summary>The map without pairs.</summary>
    public static ImapUidMap Empty { get; } = new([]);

    /// <summary>UIDs in the source mailbox.</summary>
    public UidSet Sources { get; }

    /// <summary>UIDs in the mailbox the messages went to.</summary>
    public UidSet Targets { get; }

    /// <summary>Number of pairs.</summary>
    public long Count => Sources.Count;

    /// <summary>Returns the UID of the message in the target; null if it was not copied. Linear in the number of ranges.</summary>
    public uint? Find(uint source)
    {
        foreach (var run in _runs)
        {
            if (source >= run.Source && source - run.Source < run.Count)
            {
                return run.Target + (source - run.Source);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<uint, uint>> GetEnumerator()
    {
        foreach (var run in _runs)
        {
            for (uint i = 0; i < run.Count; i++)
            {
                yield return new(run.Source + i, run.Target + i);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Pairs two sets of a COPYUID, whose order counts; false if they are malformed, unequal or name a message twice.</summary>
    internal static bool TryParse(ReadOnlySpan<char> sources, ReadOnlySpan<char> targets, out ImapUidMap map)
    {
        map = Empty;
        if (!UidSetFormat.TryParseOrdered(sources, out var from) || !UidSetFormat.TryParseOrdered(targets, out var to))
        {
            return false;
        }

        var runs = Pair(from, to);
        if (runs is null)
        {
            return false;
        }

        map = new ImapUidMap(runs);
        return map.Sources.Count == from.Sum(r => r.Count) && map.Targets.Count == map.Sources.Count;
    }

    /// <summary>Returns the pairs of both maps, those of this map first.</summary>
    internal ImapUidMap Concat(ImapUidMap other) => new([.. _runs, .. other._runs]);

    private static List<Run>? Pair(List<UidRange> from, List<UidRange> to)
    {
        var runs = new List<Run>();
        int i = 0, j = 0;
        uint usedFrom = 0, usedTo = 0;
        while (i < from.Count && j < to.Count)
        {
            var count = (uint)Math.Min(from[i].Count - usedFrom, to[j].Count - usedTo);
            runs.Add(new Run(from[i].First + usedFrom, to[j].First + usedTo, count));
            usedFrom += count;
            usedTo += count;
            (i, usedFrom) = usedFrom == from[i].Count ? (i + 1, 0) : (i, usedFrom);
            (j, usedTo) = usedTo == to[j].Count ? (j + 1, 0) : (j, usedTo);
        }

        return i == from.Count && j == to.Count ? runs : null;
    }

    private readonly record struct Run(uint Source, uint Target, uint Count);
}
