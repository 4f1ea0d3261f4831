using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmailAgent.Testing;

/// <summary>Reads whole IMAP commands or responses, with their literals.</summary>
internal sealed partial class ImapUnitReader(Stream source) : IDisposable
{
    private readonly BufferedStream _source = new(source, 1 << 16);

    /// <returns>Null at the end.</returns>
    public async Task<ImapUnit?> ReadAsync(CancellationToken cancellationToken)
    {
        var unit = new MemoryStream();
        while (true)
        {
            var start = (int)unit.Length;
            if (!await ReadLineAsync(unit, cancellationToken))
            {
                return null;
            }

            var line = Encoding.Latin1.GetString(unit.GetBuffer(), start, (int)unit.Length - start);
            if (LiteralSize().Match(line) is not { Success: true } match)
            {
                return new ImapUnit(unit.ToArray());
            }

            var literal = new byte[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)];
            await _source.ReadExactlyAsync(literal, cancellationToken);
            unit.Write(literal);
        }
    }

    public void Dispose() => _source.Dispose();

    private async Task<bool> ReadLineAsync(MemoryStream unit, CancellationToken cancellationToken)
    {
        var one = new byte[1];
        while (await _source.ReadAsync(one, cancellationToken) == 1)
        {
            unit.WriteByte(one[0]);
            if (one[0] == '\n')
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\{(\d+)\+?\}\r\n$", RegexOptions.CultureInvariant)]
    private static partial Regex LiteralSize();
}

/// <summary>A command or response.</summary>
internal sealed partial record ImapUnit(byte[] Bytes)
{
    public string Text => Encoding.Latin1.GetString(Bytes);

    public string FirstLine => Encoding.Latin1.GetString(Bytes, 0, Math.Max(0, Array.IndexOf(Bytes, (byte)'\n'))).TrimEnd('\r');

    /// <summary>Returns the unit with NIL in place of its first literal.</summary>
    public byte[] WithoutLiterals()
    {
        var text = Text;
        if (Literal().Match(text) is not { Success: true } match)
        {
            return Bytes;
        }

        var end = match.Index + match.Length + int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, match.Index), "NIL", text.AsSpan(end)));
    }

    [GeneratedRegex(@"\{(\d+)\}\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
