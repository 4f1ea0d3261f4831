using System.Buffers;
using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// Builds one command line. Values must not contain CR, LF or NUL, except for literals, where only callers that send text refuse NUL.
/// Literals are cut out so that the sender can wait for the server's go-ahead.
/// </summary>
internal sealed class CommandWriter(bool literalPlus, bool literalMinus, bool utf8 = false, string tag = "")
{
    /// <summary>Largest literal that LITERAL- allows to be sent unasked (RFC 7888 section 5).</summary>
    private const int LiteralMinusLimit = 4096;

    private static readonly SearchValues<char> NotInAtom = SearchValues.Create("(){ %*\"\\]");

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<CommandPart> _parts = [];
    private int _partStart;

    /// <summary>Tag of the command that is written.</summary>
    public string Tag => tag;

    /// <summary>Writes trusted protocol text: command names, parentheses, spaces, formatted numbers.</summary>
    public CommandWriter Raw(string text)
    {
        ThrowIfUnsafe(text);
        Encoding.ASCII.GetBytes(text, _bytes);
        return this;
    }

    /// <summary>Writes a value as a quoted string where possible, otherwise as a literal of UTF-8.</summary>
    public CommandWriter String(string value)
    {
        ThrowIfUnsafe(value);
        if (!utf8 && !Ascii.IsValid(value))
        {
            return Literal(Encoding.UTF8.GetBytes(value));
        }

        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Encoding.UTF8.GetBytes($"\"{escaped}\"", _bytes);
        return this;
    }

    /// <summary>Writes the name of a mailbox, in the form that this connection uses for names.</summary>
    public CommandWriter Mailbox(ImapMailbox mailbox) => MailboxPattern(mailbox.WireName);

    /// <summary>Writes a name or pattern in modified UTF-7, like <see cref="Mailbox"/>.</summary>
    public CommandWriter MailboxPattern(string wire) => String(utf8 && ModifiedUtf7.TryDecode(wire, out var name) ? name : wire);

    /// <summary>Writes a flag or keyword: an atom with an optional backslash.</summary>
    public CommandWriter Flag(string flag)
    {
        ThrowIfNoFlag(flag);
        return Raw(flag);
    }

    public CommandWriter Flags(IEnumerable<string> flags)
    {
        Raw("(");
        var separate = false;
        foreach (var flag in flags)
        {
            Raw(separate ? " " : "").Flag(flag);
            separate = true;
        }

        return Raw(")");
    }

    public CommandWriter Literal(ReadOnlyMemory<byte> value) => Literal(value.Length, new CommandPart(value, false));

    /// <summary>Writes a literal that is read while it is sent.</summary>
    public CommandWriter Literal(LiteralSource source) => Literal(source.Size, new CommandPart(default, false, source));

    /// <summary>Returns the finished command as the pieces to send.</summary>
    public IReadOnlyList<CommandPart> Finish()
    {
        End(false);
        return _parts;
    }

    private static void ThrowIfNoFlag(string flag)
    {
        var name = flag.StartsWith('\\') ? flag.AsSpan(1) : flag;
        if (name.IsEmpty || !Ascii.IsValid(name) || name.ContainsAny(NotInAtom) || name.ContainsAnyInRange('\0', ' ') || name.Contains('\x7f'))
        {
            throw new ArgumentException("Not a flag.", nameof(flag));
        }
    }

    internal static void ThrowIfUnsafe(string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException("CR, LF and NUL cannot be sent.", nameof(value));
        }
    }

    private CommandWriter Literal(long size, CommandPart content)
    {
        var unasked = literalPlus || (literalMinus && size <= LiteralMinusLimit);
        Raw($"{{{size.ToString(CultureInfo.InvariantCulture)}{(unasked ? "+" : "")}}}");
        End(!unasked);
        _parts.Add(content);
        return this;
    }

    private void End(bool awaitGoAhead)
    {
        _bytes.Write("\r\n"u8);
        _parts.Add(new CommandPart(_bytes.WrittenMemory[_partStart..], awaitGoAhead));
        _partStart = _bytes.WrittenCount;
    }
}
