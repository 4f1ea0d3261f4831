namespace EmailAgent.Mail.Mime;

/// <summary>Offsets of a header field in the raw message.</summary>
internal struct HeaderField
{
    public int Start;
    public int NameLength;
    public int ValueStart;
    public int ValueEnd;
    public HeaderId Id;
}
