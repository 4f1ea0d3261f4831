using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Imap;

/// <summary>Sequence sets as text (RFC 9051 section 9, "sequence-set"); <c>*</c> is the highest number there is.</summary>
internal static class UidSetFormat
{
    public static string Format(ReadOnlySpan<UidRange> ranges)
    {
        var text = new StringBuilder();
        foreach (var range in ranges)
        {
            Append(text, range);
        }

        return text.ToString();
    }

    /// <summary>Cuts the set into sets whose text has at most <paramref name="length"/> characters; a single range is never cut.</summary>
    public static IEnumerable<UidSet> Split(UidSet set, int length)
    {
        var part = new List<UidRange>();
        var text = new StringBuilder();
        foreach (var range in set.Ranges)
        {
            var before = text.Length;
            Append(text, range);
            if (text.Length > length && part.Count > 0)
            {
                yield return UidSet.FromNormalized(part);
                part.Clear();
                text.Remove(0, before + 1);
            }

            part.Add(range);
        }

        if (part.Count > 0)
        {
            yield return UidSet.FromNormalized(part);
        }
    }

    public static bool TryParse(ReadOnlySpan<char> text, out UidSet set)
    {
        set = UidSet.Empty;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!TryParseOrdered(text, out var ranges))
        {
            return false;
        }

        var builder = new UidSetBuilder();
        foreach (var range in ranges)
        {
            builder.Add(range.First, range.Last);
        }

        set = builder.Build();
        return true;
    }

    /// <summary>Parses the ranges in their written order, where it has a meaning (RFC 4315 section 3).</summary>
    public static bool TryParseOrdered(ReadOnlySpan<char> text, out List<UidRange> ranges)
    {
        ranges = [];
        foreach (var part in text.Split(','))
        {
            var item = text[part];
            var colon = item.IndexOf(':');
            if (!TryNumber(colon < 0 ? item : item[..colon], out var first)
                || !TryNumber(colon < 0 ? item : item[(colon + 1)..], out var last))
            {
                return false;
            }

            ranges.Add(new UidRange(Math.Min(first, last), Math.Max(first, last)));
        }

        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out uint number)
    {
        if (text is "*")
        {
            number = uint.MaxValue;
            return true;
        }

        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    private static void Append(StringBuilder text, UidRange range)
    {
        if (text.Length > 0)
        {
            text.Append(',');
        }

        AppendNumber(text, range.First);
        if (range.Last != range.First)
        {
            AppendNumber(text.Append(':'), range.Last);
        }
    }

    private static void AppendNumber(StringBuilder text, uint number)
        => _ = number == uint.MaxValue ? text.Append('*') : text.Append(CultureInfo.InvariantCulture, $"{number}");
}
