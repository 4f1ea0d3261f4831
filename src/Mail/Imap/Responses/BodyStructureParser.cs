using System.Globalization;
using System.Text;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a BODYSTRUCTURE by its actual rather than its expected shape.</summary>
internal ref struct BodyStructureParser(ImapLimits limits)
{
    private int _parts;
    private int _depth;

    public ImapBodyPart? Parse(ref ImapTokenizer tokens) => Message(ref tokens, "");

    /// <summary>Parses the body of a message, whose parts are numbered below <paramref name="prefix"/>.</summary>
    private ImapBodyPart? Message(ref ImapTokenizer tokens, string prefix)
    {
        if (!tokens.TryTake('('))
        {
            LooseValue.Skip(ref tokens);
            return null;
        }

        return tokens.Peek() == '('
            ? Multipart(ref tokens, prefix.Length == 0 ? "TEXT" : prefix + ".TEXT", prefix)
            : Single(ref tokens, Below(prefix, 1));
    }

    private static string Below(string prefix, int number)
        => prefix.Length == 0 ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{prefix}.{number}");

    private ImapBodyPart Multipart(ref ImapTokenizer tokens, string section, string prefix)
    {
        Enter();
        var parts = new List<ImapBodyPart>();
        for (var number = 1; tokens.TryTake('('); number++)
        {
            var inner = Below(prefix, number);
            parts.Add(tokens.Peek() == '(' ? Multipart(ref tokens, inner, inner) : Single(ref tokens, inner));
        }

        var part = new ImapBodyPart(section, "multipart", LooseValue.Lower(ref tokens) ?? "mixed")
        {
            Parts = parts,
            Parameters = Parameters(ref tokens)
        };
        Extension(ref tokens, part);
        _depth--;
        return part;
    }

    private ImapBodyPart Single(ref ImapTokenizer tokens, string section)
    {
        Enter();
        var type = LooseValue.Lower(ref tokens);
        var subtype = LooseValue.Lower(ref tokens);

        // A multipart without parts has nothing to begin with but its subtype, or NIL in place of parts.
        var part = new ImapBodyPart(
            section, type ?? (subtype is null ? "application" : "multipart"), subtype ?? (type is null ? "octet-stream" : ""))
        {
            Parameters = Parameters(ref tokens)
        };
        if (type is not null)
        {
            part.ContentId = LooseValue.Text(ref tokens);
            part.Description = LooseValue.Decoded(ref tokens);
            part.Encoding = LooseValue.Lower(ref tokens) ?? "";
            part.Size = LooseValue.Number(ref tokens) ?? 0;
            OfType(ref tokens, part);
            SkipMd5(ref tokens);
        }

        Extension(ref tokens, part);
        _depth--;
        return part;
    }

    private void OfType(ref ImapTokenizer tokens, ImapBodyPart part)
    {
        if (part.Type == "message" && part.Subtype is "rfc822" or "global" && tokens.Peek() == '(')
        {
            part.Envelope = new EnvelopeParser(limits).Parse(ref tokens);
            part.Parts = tokens.Peek() == '(' && Message(ref tokens, part.Section) is { } body ? [body] : [];
            part.Lines = LooseValue.Number(ref tokens);
        }
        else if (part.Type == "text" || tokens.Peek() is >= (byte)'0' and <= (byte)'9')
        {
            // Exchange and others send a line count for parts that are not text, too.
            part.Lines = tokens.Peek() == '(' ? null : LooseValue.Number(ref tokens);
        }
    }

    /// <summary>Skips the MD5 field. A list in its place means that MD5 was omitted and the disposition has begun.</summary>
    private static void SkipMd5(ref ImapTokenizer tokens)
    {
        if (tokens.Peek() != '(')
        {
            LooseValue.Skip(ref tokens);
        }
    }

    private void Extension(ref ImapTokenizer tokens, ImapBodyPart part)
    {
        if (tokens.TryTake('('))
        {
            part.Disposition = LooseValue.Lower(ref tokens);
            part.DispositionParameters = Parameters(ref tokens);
            LooseValue.SkipRest(ref tokens);
        }
        else
        {
            part.Disposition = LooseValue.Lower(ref tokens);
        }

        part.Languages = Languages(ref tokens);
        part.Location = LooseValue.Text(ref tokens);
        LooseValue.SkipRest(ref tokens);
    }

    private List<string> Languages(ref ImapTokenizer tokens)
    {
        var languages = new List<string>();
        if (!tokens.TryTake('('))
        {
            languages.AddRange(LooseValue.Text(ref tokens) is { } only ? [only] : []);
            return languages;
        }

        while (!LooseValue.TryTakeEnd(ref tokens))
        {
            if (LooseValue.Text(ref tokens) is { } language && languages.Count < limits.Parameters)
            {
                languages.Add(language);
            }
        }

        return languages;
    }

    /// <summary>Pairs are written out as in a header, where continuations and charsets are known.</summary>
    private MimeParameter[] Parameters(ref ImapTokenizer tokens)
    {
        if (!tokens.TryTake('('))
        {
            LooseValue.Skip(ref tokens);
            return [];
        }

        var header = new StringBuilder();
        while (!LooseValue.TryTakeEnd(ref tokens))
        {
            var name = LooseValue.Text(ref tokens);
            var value = LooseValue.Text(ref tokens);
            if (name is { Length: > 0 } && value is not null)
            {
                header.Append(';').Append(name).Append("=\"");
                header.Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            }
        }

        return header.Length == 0 ? [] : ParameterParser.Parse(Encoding.UTF8.GetBytes(header.ToString()), 0, limits.Parameters, out _);
    }

    private void Enter()
    {
        if (++_depth > limits.Nesting || ++_parts > limits.BodyParts)
        {
            throw new ImapProtocolException("A body structure has too many parts or levels.");
        }
    }
}
