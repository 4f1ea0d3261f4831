using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Finds the delimiter lines of one multipart (RFC 2046 section 5.1.1) in a slice of the message.</summary>
internal readonly ref struct BoundaryScanner
{
    /// <summary>RFC 2046 allows 70; longer ones are seen from a few list managers.</summary>
    public const int MaxBoundaryLength = 250;

    /// <summary>Bytes of a boundary according to RFC 2046 section 5.1.1, and further bytes that are used in practice.</summary>
    private static readonly SearchValues<byte> BoundaryBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=?@#$%&*!~^|"u8);

    private readonly ReadOnlySpan<byte> _raw;
    private readonly ReadOnlySpan<byte> _dashBoundary;
    private readonly int _start;

    /// <param name="raw">The message up to the end of the multipart's body.</param>
    /// <param name="start">Where the body begins.</param>
    /// <param name="dashBoundary">"--" and the boundary.</param>
    public BoundaryScanner(ReadOnlySpan<byte> raw, int start, ReadOnlySpan<byte> dashBoundary)
    {
        _raw = raw;
        _start = start;
        _dashBoundary = dashBoundary;
    }

    /// <summary>Finds the next delimiter line at or after an offset.</summary>
    public bool TryFind(int from, out Delimiter delimiter)
    {
        while (true)
        {
            var at = _raw[from..].IndexOf(_dashBoundary);
            if (at < 0)
            {
                delimiter = default;
                return false;
            }

            at += from;
            if ((at == _start || _raw[at - 1] is (byte)'\n' or (byte)'\r') && TryReadEnd(at, out delimiter))
                return true;
            from = at + 1;
        }
    }

    /// <summary>
    /// Reads "--" and blanks behind the boundary. A character there that boundaries have makes it a longer one; any other is text
    /// that a careless program added to the line (bulk mailers put "&lt;/BODY&gt;" behind the last delimiter).
    /// </summary>
    private bool TryReadEnd(int at, out Delimiter delimiter)
    {
        var pos = at + _dashBoundary.Length;
        var close = pos + 1 < _raw.Length && _raw[pos] == (byte)'-' && _raw[pos + 1] == (byte)'-';
        if (close)
            pos += 2;
        var glued = pos < _raw.Length && _raw[pos] > (byte)' ' && !BoundaryBytes.Contains(_raw[pos]);
        pos = glued ? LineEnd(pos) : SkipBlanks(pos);
        delimiter = new Delimiter(ContentEnd(at), pos, close);
        if (pos == _raw.Length)
            return true;
        if (_raw[pos] is not ((byte)'\r' or (byte)'\n'))
            return false;
        pos += _raw[pos] == (byte)'\r' && pos + 1 < _raw.Length && _raw[pos + 1] == (byte)'\n' ? 2 : 1;
        delimiter = delimiter with { Next = pos };
        return true;
    }

    private int SkipBlanks(int pos)
    {
        while (pos < _raw.Length && _raw[pos] is (byte)' ' or (byte)'\t')
            pos++;
        return pos;
    }

    private int LineEnd(int pos)
    {
        var length = _raw[pos..].IndexOfAny((byte)'\r', (byte)'\n');
        return length < 0 ? _raw.Length : pos + length;
    }

    /// <summary>Returns the end of the content before a delimiter. The line end belongs to the delimiter, not to the part.</summary>
    private int ContentEnd(int at)
    {
        var end = at;
        if (end > _start && _raw[end - 1] == (byte)'\n')
            end--;
        if (end > _start && _raw[end - 1] == (byte)'\r')
            end--;
        return end;
    }

    /// <summary>
    /// Guesses the boundary of a multipart that declares none or a wrong one: the first line that begins with "--" and
    /// has a Content- field under it. Rewriting gateways lose the parameter.
    /// </summary>
    public static ReadOnlySpan<byte> Guess(ReadOnlySpan<byte> body, byte lineEnd)
    {
        while (!body.IsEmpty)
        {
            var length = body.IndexOf(lineEnd);
            if (length < 0)
                return default;
            var line = body[..length].TrimEnd(" \t\r"u8);
            body = body[(length + 1)..];
            if (line.Length is > 2 and <= MaxBoundaryLength && line.StartsWith("--"u8)
                && body.Length > 8 && Ascii.EqualsIgnoreCase(body[..8], "content-"u8))
            {
                return line;
            }
        }

        return default;
    }
}
