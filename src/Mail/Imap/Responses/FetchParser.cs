using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads the data of a FETCH response (RFC 9051 section 7.5.2). Items it does not know are passed over.</summary>
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
            while (!tokens.TryTake(')'))
            {
                Item(ref tokens, fetch);
            }

            return fetch;
        }
        catch
        {
            fetch.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a message when a literal begins: its text ends where the literal stands.</summary>
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
            // Garbage, or a literal within a structure that nobody asked for: the parser proper will see to it.
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

    /// <summary>In a preview the earlier literals are not at hand, only their announcements.</summary>
    private static void PassOver(ref ImapTokenizer tokens)
    {
        if (tokens.Peek() == '{')
        {
            tokens.Until('}');
        }
        else
        {
            tokens.SkipValue();
        }
    }

    private void Item(ref ImapTokenizer tokens, ImapFetch fetch)
    {
        var name = tokens.Atom();
        if (tokens.PeekRaw() == '[')
        {
            var section = Section(ref tokens, out var offset);
            fetch.Add(new ImapSectionData(section, offset, tokens.NStringBytes()));
        }
        else if (Ascii.EqualsIgnoreCase(name, "UID"u8))
        {
            fetch.Uid = tokens.Number32();
        }
        else if (Ascii.EqualsIgnoreCase(name, "FLAGS"u8))
        {
            fetch.Flags = Flags(ref tokens, limits);
        }
        else if (Ascii.EqualsIgnoreCase(name, "RFC822.SIZE"u8))
        {
            fetch.Size = (long)Math.Min(tokens.Number(), long.MaxValue);
        }
        else if (Ascii.EqualsIgnoreCase(name, "INTERNALDATE"u8))
        {
            using var date = tokens.NStringBytes();
            fetch.InternalDate = date is null ? null : ImapDate.Parse(date.Memory.Span);
        }
        else if (Ascii.EqualsIgnoreCase(name, "MODSEQ"u8))
        {
            tokens.Expect('(');
            fetch.ModSeq = tokens.Number();
            tokens.Expect(')');
        }
        else
        {
            tokens.SkipValue();
        }
    }

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
