using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads the data of a FETCH response (RFC 9051 section 7.5.2). Items it does not know are skipped.</summary>
internal sealed class FetchParser(ImapLimits limits)
{
    // Thousands of messages in a row name the same section.
    private string _lastSection = "";

    public ImapFetch Parse(ref ImapTokenizer tokens, uint sequenceNumber)
    {
        var fetch = new ImapFetch(sequenceNumber);
        try
        {
            tokens.Expect('(');
            var open = true;
            while (open && !tokens.TryTake(')'))
            {
                open = Item(ref tokens, fetch);
            }

            return fetch;
        }
        catch
        {
            fetch.Dispose();
            throw;
        }
    }

    /// <summary>Parses the beginning of a response up to a literal, and returns what is known of the message by then.</summary>
    public ImapLiteral? Preview(ReadOnlySpan<byte> text, long size)
    {
        using var frame = new ResponseFrame();
        frame.Append(text);
        var tokens = new ImapTokenizer(frame, limits);
        try
        {
            tokens.Expect('*');
            var fetch = new ImapFetch(tokens.Number32());
            if (!Ascii.EqualsIgnoreCase(tokens.Atom(), "FETCH"u8) || !tokens.TryTake('('))
            {
                return null;
            }

            string? section = null;
            while (tokens.Peek() != 0)
            {
                section = PreviewItem(ref tokens, fetch);
            }

            return section is null ? null : new ImapLiteral(fetch.SequenceNumber, fetch.Uid == 0 ? null : fetch.Uid, section, size);
        }
        catch (ImapProtocolException)
        {
            // Garbage, or a literal within a structure that was not requested: left to the full parser.
            return null;
        }
    }

    private string? PreviewItem(ref ImapTokenizer tokens, ImapFetch fetch)
    {
        var name = tokens.Atom();
        if (tokens.PeekRaw() == '[')
        {
            var section = Section(ref tokens, out _);
            if (tokens.Peek() == 0)
            {
                return section;
            }

            PassOver(ref tokens);
            return null;
        }

        if (Ascii.EqualsIgnoreCase(name, "UID"u8))
        {
            fetch.Uid = tokens.Number32();
            return null;
        }

        PassOver(ref tokens);
        return null;
    }

    /// <summary>Skips a value. A preview holds only the announcements of earlier literals, not their bytes.</summary>
    private static void PassOver(ref ImapTokenizer tokens)
    {
        var depth = 0;
        do
        {
            switch (tokens.Peek())
            {
                case (byte)'(':
                    tokens.Expect('(');
                    depth++;
                    break;
                case (byte)')' when depth > 0:
                    tokens.Expect(')');
                    depth--;
                    break;
                case (byte)'{' or (byte)'~':
                    tokens.Until('}');
                    break;
                default:
                    tokens.SkipValue();
                    break;
            }
        }
        while (depth > 0);
    }

    /// <returns>False if the rest of the response makes no sense.</returns>
    private bool Item(ref ImapTokenizer tokens, ImapFetch fetch)
    {
        var name = tokens.Atom();
        if (tokens.PeekRaw() == '[')
        {
            SectionItem(ref tokens, fetch, name);
        }
        else if (Is(name, "UID"u8))
        {
            fetch.Uid = tokens.Number32();
        }
        else if (Is(name, "FLAGS"u8))
        {
            fetch.Flags = Flags(ref tokens, limits);
        }
        else if (Is(name, "MODSEQ"u8))
        {
            tokens.Expect('(');
            fetch.ModSeq = tokens.Number();
            tokens.Expect(')');
        }
        else
        {
            fetch.HasContent = true;
            return Is(name, "ENVELOPE"u8) || Is(name, "BODYSTRUCTURE"u8) ? Structure(ref tokens, fetch, name) : Content(ref tokens, fetch, name);
        }

        return true;
    }

    private static bool Content(ref ImapTokenizer tokens, ImapFetch fetch, ReadOnlySpan<byte> name)
    {
        if (Is(name, "RFC822.SIZE"u8))
        {
            fetch.Size = (long)Math.Min(tokens.Number(), long.MaxValue);
        }
        else if (Is(name, "INTERNALDATE"u8))
        {
            using var date = tokens.NStringBytes();
            fetch.InternalDate = date is null ? null : ImapDate.Parse(date.Memory.Span);
        }
        else if (Is(name, "PREVIEW"u8))
        {
            fetch.Preview = tokens.NString();
        }
        else if (Is(name, "EMAILID"u8))
        {
            fetch.EmailId = tokens.ObjectId();
        }
        else if (Is(name, "THREADID"u8))
        {
            fetch.ThreadId = tokens.ObjectId();
        }
        else if (!GmailParser.TryItem(ref tokens, fetch, name))
        {
            tokens.SkipValue();
        }

        return true;
    }

    private void SectionItem(ref ImapTokenizer tokens, ImapFetch fetch, ReadOnlySpan<byte> name)
    {
        fetch.HasContent = true;
        var section = Section(ref tokens, out var offset);
        if (Is(name, "BINARY.SIZE"u8))
        {
            fetch.AddBinarySize(section, (long)Math.Min(tokens.Number(), long.MaxValue));
        }
        else
        {
            fetch.Add(new ImapSectionData(section, offset, tokens.NStringBytes(), Is(name, "BINARY"u8)));
        }
    }

    /// <summary>
    /// Parses the structure. Servers describe broken messages brokenly: such a description is dropped and parsing continues after it;
    /// if its parentheses do not close, everything after it is lost, too.
    /// </summary>
    private bool Structure(ref ImapTokenizer tokens, ImapFetch fetch, ReadOnlySpan<byte> name)
    {
        var end = tokens.EndOfValue();
        try
        {
            if (Is(name, "ENVELOPE"u8))
            {
                fetch.Envelope = new EnvelopeParser(limits).Parse(ref tokens);
            }
            else
            {
                fetch.BodyStructure = new BodyStructureParser(limits).Parse(ref tokens);
            }
        }
        catch (ImapProtocolException)
        {
            // Unreadable counts as not sent.
        }

        tokens.MoveTo(end);
        return !tokens.AtEnd;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);

    public static IReadOnlyList<string> Flags(ref ImapTokenizer tokens, ImapLimits limits)
    {
        tokens.Expect('(');
        if (tokens.TryTake(')'))
        {
            return [];
        }

        var flags = new List<string>(2);
        do
        {
            flags.Add(FlagNames.Get(tokens.FlagAtom()));
            if (flags.Count > limits.Flags)
            {
                throw new ImapProtocolException($"More than {limits.Flags} flags.");
            }
        }
        while (!tokens.TryTake(')'));
        return flags;
    }

    private string Section(ref ImapTokenizer tokens, out ulong? offset)
    {
        tokens.Expect('[');
        var bytes = tokens.Until(']');
        if (!Ascii.Equals(bytes, _lastSection))
        {
            _lastSection = Encoding.UTF8.GetString(bytes).Replace("\"", "", StringComparison.Ordinal);
        }

        offset = null;
        if (tokens.PeekRaw() == '<')
        {
            tokens.Expect('<');
            offset = tokens.Number();
            tokens.Expect('>');
        }

        return _lastSection;
    }
}
