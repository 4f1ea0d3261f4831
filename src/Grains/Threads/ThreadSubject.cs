using System.Buffers;
using System.Text;

namespace EmailAgent.Grains.Threads;

/// <summary>The properties of a subject that decide the thread of its message.</summary>
/// <param name="Hash">The hash of the base subject; meaningless when <paramref name="IsEmpty"/>.</param>
/// <param name="IsReply">The subject began with a reply mark such as "Re:".</param>
/// <param name="IsEmpty">Nothing is left without the marks, so that the subject joins nothing.</param>
internal readonly record struct ThreadSubject(long Hash, bool IsReply, bool IsEmpty)
{
    private const int MaxLength = 500;
    private const int MaxMarkLength = 6;

    // Reply and forward marks as mail programs of various languages write them, without the colon.
    private static readonly string[] ReplyMarks = ["re", "aw", "sv", "antw", "vs", "ref", "rif", "ynt", "odp", "bls", "回复", "答复", "回覆"];
    private static readonly string[] ForwardMarks = ["fwd", "fw", "wg", "tr", "vb", "doorst", "rv", "enc", "转发", "轉寄"];
    private static readonly SearchValues<char> Colons = SearchValues.Create(":：");

    public static ThreadSubject Of(string subject)
    {
        var rest = subject.AsSpan(0, Math.Min(subject.Length, MaxLength)).Trim();
        var isReply = false;
        while (StripMark(ref rest, ref isReply) || StripListTag(ref rest))
            rest = rest.TrimStart();

        if (rest.EndsWith("(fwd)", StringComparison.OrdinalIgnoreCase))
            rest = rest[..^"(fwd)".Length].TrimEnd();

        var normal = Normalize(rest);
        return new ThreadSubject(ReferenceHash.Of(normal), isReply, normal.Length == 0);
    }

    // "Re:", "AW:", "Re[2]:", "Re (3) :"
    private static bool StripMark(ref ReadOnlySpan<char> rest, ref bool isReply)
    {
        var colon = rest[..Math.Min(rest.Length, MaxMarkLength + 6)].IndexOfAny(Colons);
        if (colon <= 0)
            return false;

        var mark = rest[..colon].TrimEnd();
        var count = mark.IndexOfAny('[', '(');
        if (count > 0 && mark[^1] is ']' or ')' && int.TryParse(mark[(count + 1)..^1], out _))
            mark = mark[..count].TrimEnd();

        var reply = IsOneOf(mark, ReplyMarks);
        if (!reply && !IsOneOf(mark, ForwardMarks))
            return false;

        isReply |= reply;
        rest = rest[(colon + 1)..];
        return true;
    }

    // "[list] subject": the tag that a mailing list adds; not removed when it is the whole subject.
    private static bool StripListTag(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '[')
            return false;

        var end = rest.IndexOf(']');
        if (end < 0 || rest[(end + 1)..].IsWhiteSpace())
            return false;

        rest = rest[(end + 1)..];
        return true;
    }

    private static bool IsOneOf(ReadOnlySpan<char> mark, string[] marks)
    {
        foreach (var candidate in marks)
        {
            if (mark.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Normalize(ReadOnlySpan<char> text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                normal.Append(char.ToLowerInvariant(c));
            else if (normal.Length > 0 && normal[^1] != ' ')
                normal.Append(' ');
        }

        return normal.ToString().TrimEnd();
    }
}
