namespace EmailAgent.Mail.Mime;

/// <summary>A "name=value" pair of a header; offsets into the header value.</summary>
internal struct RawParameter
{
    public int NameStart;
    public int NameLength;

    /// <summary>Number of a continuation (RFC 2231 section 3), -1 for a value in one piece.</summary>
    public int Section;

    /// <summary>Written with a trailing asterisk: percent-encoded, the first section with charset and language.</summary>
    public bool Extended;

    public bool Quoted;
    public int ValueStart;
    public int ValueLength;

    /// <summary>Already part of a result.</summary>
    public bool Taken;
}
