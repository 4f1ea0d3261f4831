using System.Collections;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// An immutable set of UIDs, kept as sorted ranges that neither overlap nor touch. Enumeration is ascending.
/// Text form is the sequence set of RFC 9051 section 9.
/// </summary>
public sealed class UidSet : IEnumerable<uint>, IEquatable<UidSet>
{
    private readonly UidRange[] _ranges;

    private UidSet(UidRange[] ranges)
    {
        _ranges = ranges;
        foreach (var range in ranges)
        {
            Count += range.Count;
        }
    }

    /// <summary>The set without members.</summary>
    public static UidSet Empty { get; } = new([]);

    /// <summary>Gets the set of all UIDs, <c>1:*</c>.</summary>
    public static UidSet All { get; } = new([new UidRange(1, uint.MaxValue)]);

    /// <summary>Number of UIDs; can exceed <see cref="int.MaxValue"/>.</summary>
    public long Count { get; }

    /// <summary>Indicates whether the set is empty.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The ranges, ascending, with at least one missing UID between neighbours.</summary>
    public IReadOnlyList<UidRange> Ranges => _ranges;

    /// <summary>Lowest UID.</summary>
    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public uint Min => IsEmpty ? throw new InvalidOperationException("The set is empty.") : _ranges[0].First;

    /// <summary>Highest UID.</summary>
    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public uint Max => IsEmpty ? throw new InvalidOperationException("The set is empty.") : _ranges[^1].Last;

    /// <summary>Creates the set from <paramref name="first"/> to <paramref name="last"/>, both included, in either order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is 0.</exception>
    public static UidSet FromRange(uint first, uint last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfZero(last);
        return new UidSet([new UidRange(Math.Min(first, last), Math.Max(first, last))]);
    }

    /// <summary>Creates the set of all UIDs from <paramref name="first"/> on, <c>first:*</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is 0.</exception>
    public static UidSet From(uint first) => FromRange(first, uint.MaxValue);

    /// <summary>Creates the set of <paramref name="uids"/>, in any order; repeats are allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A UID is 0.</exception>
    public static UidSet Of(params IEnumerable<uint> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        var builder = new UidSetBuilder();
        foreach (var uid in uids)
        {
            ArgumentOutOfRangeException.ThrowIfZero(uid, nameof(uids));
            builder.Add(uid, uid);
        }

        return builder.Build();
    }

    /// <summary>Parses a sequence set such as <c>1,3:5,9:*</c>. Ranges can be reversed, unsorted or overlapping. The empty string is the empty set.</summary>
    /// <exception cref="FormatException">The text is not a sequence set.</exception>
    public static UidSet Parse(ReadOnlySpan<char> text)
        => UidSetFormat.TryParse(text, out var set) ? set : throw new FormatException("Not a sequence set.");

    /// <summary>Parses like <see cref="Parse"/>, but returns false instead of throwing.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UidSet set) => UidSetFormat.TryParse(text, out set);

    /// <summary>Returns whether <paramref name="uid"/> is a member. Logarithmic in the number of ranges.</summary>
    public bool Contains(uint uid)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (uid < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (uid > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Members of either set. Linear in the number of ranges.</summary>
    public UidSet Union(UidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsEmpty ? other : other.IsEmpty ? this : UidSetAlgebra.Union(_ranges, other._ranges);
    }

    /// <summary>Members of this set that are not in <paramref name="other"/>. Linear in the number of ranges.</summary>
    public UidSet Except(UidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsEmpty || other.IsEmpty ? this : UidSetAlgebra.Except(_ranges, other._ranges);
    }

    /// <summary>Members of both sets. Linear in the number of ranges.</summary>
    public UidSet Intersect(UidSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsEmpty || other.IsEmpty ? Empty : UidSetAlgebra.Intersect(_ranges, other._ranges);
    }

    /// <summary>Returns the <paramref name="count"/> highest members, or the whole set if it has fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public UidSet TakeLast(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : UidSetAlgebra.TakeLast(_ranges, count);
    }

    /// <summary>Formats the sequence set; empty for the empty set.</summary>
    public override string ToString() => UidSetFormat.Format(_ranges);

    /// <inheritdoc/>
    public IEnumerator<uint> GetEnumerator()
    {
        foreach (var range in _ranges)
        {
            for (long uid = range.First; uid <= range.Last; uid++)
            {
                yield return (uint)uid;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(UidSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UidSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var range in _ranges)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    /// <summary>Takes ranges that are sorted, disjoint and not adjacent.</summary>
    internal static UidSet FromNormalized(List<UidRange> ranges) => ranges.Count == 0 ? Empty : new UidSet([.. ranges]);
}
