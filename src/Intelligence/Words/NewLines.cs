namespace EmailAgent.Intelligence.Words;

/// <summary>A reader of the lines that the sender wrote, without quoted lines, and up to the signature or the original of a reply.</summary>
internal ref struct NewLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>Gets the line that was read.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Reads the next line. Returns false at the end.</summary>
    public bool Read()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            line = line.TrimEnd('\r');
            if (IsEnd(line))
                return false;
            if (line.TrimStart() is ['>' or '|', ..])
                continue;
            Current = line;
            return true;
        }

        return false;
    }

    // "-- " begins a signature (RFC 3676, section 4.3); rows of dashes or underscores begin the original in Outlook.
    private static bool IsEnd(ReadOnlySpan<char> line) =>
        line.TrimEnd() is "--" || line.StartsWith("-----", StringComparison.Ordinal) || line.StartsWith("________", StringComparison.Ordinal);
}
