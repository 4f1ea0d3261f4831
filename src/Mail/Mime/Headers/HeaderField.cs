namespace EmailAgent.Mail.Mime;

/// <summary>Where one header field lies in the raw message.</summary>
internal struct HeaderField
{
    public int Start;
    public int NameLength;
    public int ValueStart;
    public int ValueEnd;
    public HeaderId Id;
}
