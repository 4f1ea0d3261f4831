using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a frame as a response. Unknown untagged data is tolerated; known data that is malformed is not.</summary>
internal sealed class ResponseParser(ImapLimits limits)
{
    /// <summary>Indicates whether names of mailboxes are UTF-8: IMAP4rev2 or UTF8=ACCEPT is enabled.</summary>
    public bool Utf8Names { get; set; }

    public FetchParser Fetch { get; } = new(limits);

    public ImapResponse Parse(ResponseFrame frame)
    {
        var tokens = new ImapTokenizer(frame, limits);
        switch (tokens.Peek())
        {
            case 0:
                return UnknownResponse.Instance;
            case (byte)'*':
                tokens.Expect('*');
                return Untagged(ref tokens);
            case (byte)'+':
                tokens.Expect('+');
                return new ContinuationResponse(StatusParser.HumanText(tokens.Rest));
            default:
                return Tagged(ref tokens);
        }
    }

    private static StatusResponse Tagged(ref ImapTokenizer tokens)
    {
        var tag = Encoding.UTF8.GetString(tokens.Atom());
        if (tokens.Peek() == 0 || !StatusConditions.TryParse(tokens.Atom(), out var condition)
            || condition is StatusCondition.Bye or StatusCondition.PreAuth)
        {
            throw tokens.Malformed("neither untagged nor the end of a command");
        }

        return StatusParser.Parse(ref tokens, tag, condition);
    }

    private ImapResponse Untagged(ref ImapTokenizer tokens)
    {
        if (tokens.Peek() is >= (byte)'0' and <= (byte)'9')
        {
            return Numbered(ref tokens, tokens.Number32());
        }

        if (tokens.Peek() is 0 or (byte)'(' or (byte)')' or (byte)'"' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']')
        {
            return UnknownResponse.Instance;
        }

        var word = tokens.Atom();
        if (StatusConditions.TryParse(word, out var condition))
        {
            return StatusParser.Parse(ref tokens, null, condition);
        }

        return Is(word, "CAPABILITY"u8) ? new CapabilityResponse(CapabilityParser.Parse(tokens.Rest, limits))
            : Is(word, "LIST"u8) ? ListParser.Parse(ref tokens, limits, Utf8Names, lsub: false)
            : Is(word, "LSUB"u8) ? ListParser.Parse(ref tokens, limits, Utf8Names, lsub: true)
            : Is(word, "STATUS"u8) ? MailboxStatusParser.Parse(ref tokens, Utf8Names)
            : Is(word, "NAMESPACE"u8) ? NamespaceParser.Parse(ref tokens, limits, Utf8Names)
            : Is(word, "SEARCH"u8) ? SearchParser.Parse(ref tokens)
            : Is(word, "ESEARCH"u8) ? SearchParser.ParseExtended(ref tokens)
            : Is(word, "FLAGS"u8) ? new FlagsResponse(FetchParser.Flags(ref tokens, limits))
            : Is(word, "VANISHED"u8) ? SearchParser.ParseVanished(ref tokens)
            : Is(word, "ENABLED"u8) ? new EnabledResponse(CapabilityParser.Parse(tokens.Rest, limits).Names)
            : Is(word, "ID"u8) ? IdParser.Parse(ref tokens, limits)
            : UnknownResponse.Instance;
    }

    private ImapResponse Numbered(ref ImapTokenizer tokens, uint number)
    {
        if (tokens.Peek() == 0)
        {
            return UnknownResponse.Instance;
        }

        var word = tokens.Atom();
        return Is(word, "EXISTS"u8) ? new ExistsResponse(number)
            : Is(word, "EXPUNGE"u8) ? new ExpungeResponse(number)
            : Is(word, "FETCH"u8) ? new FetchResponse(Fetch.Parse(ref tokens, number))
            : UnknownResponse.Instance;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
