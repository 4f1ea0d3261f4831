namespace EmailAgent.Mail.Mime;

/// <summary>State shared by all parts of one message: its bytes, the limits, and the defects found so far.</summary>
internal sealed class MimeSource
{
    private List<MimeDefect>? _defects;

    public MimeSource(ReadOnlyMemory<byte> raw, MimeLimits limits, int depth = 0, string? pathPrefix = null)
    {
        Raw = raw;
        Limits = limits;
        Depth = depth;
        PathPrefix = pathPrefix;
        // Old Macintosh exports end lines in a bare CR; only a message without a single LF is read that way.
        LineEnd = raw.Span.Contains((byte)'\n') ? (byte)'\n' : (byte)'\r';
    }

    public ReadOnlyMemory<byte> Raw { get; }

    public MimeLimits Limits { get; }

    /// <summary>Nesting of the root part: 0, or the depth of the part that embeds this message.</summary>
    public int Depth { get; }

    /// <summary>Section number of the part that embeds this message.</summary>
    public string? PathPrefix { get; }

    public byte LineEnd { get; }

    public int PartCount { get; set; }

    public IReadOnlyList<MimeDefect> Defects => _defects is null ? [] : _defects;

    public void Report(MimeDefectKind kind, int offset)
    {
        _defects ??= [];
        // One message must not grow a list as long as itself; further defects are more of the same.
        if (_defects.Count < 100)
            _defects.Add(new MimeDefect(kind, offset));
    }
}
