namespace EmailAgent.Mail.Imap;

/// <summary>Set operations on normalized ranges: sorted, disjoint, not adjacent.</summary>
internal static class UidSetAlgebra
{
    /// <summary>Joins overlapping and adjacent neighbours of ranges that are sorted by their first UID.</summary>
    public static void MergeSorted(List<UidRange> ranges)
    {
        var kept = 0;
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].First <= (long)ranges[kept].Last + 1)
            {
                ranges[kept] = ranges[kept] with { Last = Math.Max(ranges[kept].Last, ranges[i].Last) };
            }
            else
            {
                ranges[++kept] = ranges[i];
            }
        }

        if (ranges.Count > 0)
        {
            ranges.RemoveRange(kept + 1, ranges.Count - kept - 1);
        }
    }

    public static UidSet Union(UidRange[] a, UidRange[] b)
    {
        var result = new List<UidRange>(a.Length + b.Length);
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            result.Add(j == b.Length || (i < a.Length && a[i].First <= b[j].First) ? a[i++] : b[j++]);
        }

        MergeSorted(result);
        return UidSet.FromNormalized(result);
    }

    public static UidSet Intersect(UidRange[] a, UidRange[] b)
    {
        var result = new List<UidRange>();
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            var first = Math.Max(a[i].First, b[j].First);
            var last = Math.Min(a[i].Last, b[j].Last);
            if (first <= last)
            {
                result.Add(new UidRange(first, last));
            }

            if (a[i].Last < b[j].Last)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return UidSet.FromNormalized(result);
    }

    public static UidSet Except(UidRange[] a, UidRange[] b)
    {
        var result = new List<UidRange>();
        var j = 0;
        foreach (var range in a)
        {
            long next = range.First;
            while (j < b.Length && b[j].Last < range.First)
            {
                j++;
            }

            for (var k = j; k < b.Length && b[k].First <= range.Last; k++)
            {
                if (b[k].First > next)
                {
                    result.Add(new UidRange((uint)next, b[k].First - 1));
                }

                next = (long)b[k].Last + 1;
                j = k;
            }

            if (next <= range.Last)
            {
                result.Add(new UidRange((uint)next, range.Last));
            }
        }

        return UidSet.FromNormalized(result);
    }

    public static UidSet TakeLast(UidRange[] ranges, long count)
    {
        var result = new List<UidRange>();
        for (var i = ranges.Length - 1; i >= 0 && count > 0; i--)
        {
            var taken = Math.Min(count, ranges[i].Count);
            result.Add(ranges[i] with { First = (uint)(ranges[i].Last - taken + 1) });
            count -= taken;
        }

        result.Reverse();
        return UidSet.FromNormalized(result);
    }
}
