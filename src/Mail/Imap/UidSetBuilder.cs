namespace EmailAgent.Mail.Imap;

/// <summary>Collects UIDs in any order; sorts once, and not at all if they arrived ascending.</summary>
internal sealed class UidSetBuilder
{
    private readonly List<UidRange> _ranges = [];
    private bool _sorted = true;

    public int RangeCount => _ranges.Count;

    public void Add(uint first, uint last)
    {
        if (_ranges.Count > 0)
        {
            var previous = _ranges[^1];
            if (first >= previous.First && first <= (long)previous.Last + 1)
            {
                _ranges[^1] = previous with { Last = Math.Max(previous.Last, last) };
                return;
            }

            _sorted &= first > previous.First;
        }

        _ranges.Add(new UidRange(first, last));
    }

    public void Add(UidSet set)
    {
        foreach (var range in set.Ranges)
        {
            Add(range.First, range.Last);
        }
    }

    public void Clear()
    {
        _ranges.Clear();
        _sorted = true;
    }

    public UidSet Build()
    {
        if (!_sorted)
        {
            _ranges.Sort(static (a, b) => a.First.CompareTo(b.First));
            UidSetAlgebra.MergeSorted(_ranges);
            _sorted = true;
        }

        return UidSet.FromNormalized(_ranges);
    }
}
