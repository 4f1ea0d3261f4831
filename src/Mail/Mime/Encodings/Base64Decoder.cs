using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Base64 (RFC 2045 section 6.8) as it is really sent: any line length, stray characters, missing padding, several
/// encodings behind one another, list footers behind the end.
/// </summary>
internal static class Base64Decoder
{
    private static readonly SearchValues<byte> Expected =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n"u8);

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    private static readonly sbyte[] Values = BuildValues();

    /// <summary>Returns the largest size of the decoded form of this many characters.</summary>
    public static int MaxDecodedLength(int encodedLength) => (int)(encodedLength * 3L / 4) + 3;

    /// <summary>Decodes all of it.</summary>
    /// <param name="clean">False if something had to be skipped.</param>
    /// <returns>Bytes written to <paramref name="destination"/>.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination, out bool clean) => Decode(source, destination, out clean, out _);

    /// <summary>Decodes all of it.</summary>
    /// <param name="clean">False if something had to be skipped.</param>
    /// <param name="hasEnded">Whether padding has ended the content, so that what follows is none.</param>
    /// <returns>Bytes written to <paramref name="destination"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination, out bool clean, out bool hasEnded)
    {
        int read = 0, written = 0, bits = 0, count = 0, slowUntil = 0;
        clean = true;
        hasEnded = false;
        while (read < source.Length)
        {
            if (count == 0 && read >= slowUntil && source.Length - read >= 4)
            {
                var all = DecodeLine(source[read..], destination[written..], out var consumed, out var produced);
                read += consumed;
                written += produced;

                // A faulty line can be followed by more faults: its end is not searched again and again.
                if (!all || consumed == 0)
                    slowUntil = read + 80;
                if (read == source.Length)
                    break;
            }

            var c = source[read++];
            int value = Values[c];
            if (value >= 0)
            {
                bits = (bits << 6) | value;
                if (++count < 4)
                    continue;
                destination[written++] = (byte)(bits >> 16);
                destination[written++] = (byte)(bits >> 8);
                destination[written++] = (byte)bits;
                count = 0;
            }
            else if (c == (byte)'=')
            {
                if (count == 0)
                    continue;
                written += Flush(bits, count, destination[written..]);
                count = 0;
                read = SkipPadding(source, read);
                if (!ContinuesAt(source, read))
                {
                    clean &= source[read..].Trim(" \t\r\n"u8).IsEmpty;
                    hasEnded = true;
                    return written;
                }
            }
            else if (value == Stray)
            {
                clean = false;
            }
        }

        clean &= count == 0;
        return written + Flush(bits, count, destination[written..]);
    }

    /// <summary>
    /// Returns the length that <see cref="Decode(ReadOnlySpan{byte}, Span{byte}, out bool)"/> would write; a clean body is counted,
    /// not decoded.
    /// </summary>
    public static int DecodedLength(ReadOnlySpan<byte> source)
    {
        var body = source.TrimEnd(" \t\r\n="u8);
        if (body.IndexOfAnyExcept(Expected) < 0)
            return (int)((body.Length - (long)body.Count((byte)'\r') - body.Count((byte)'\n')) * 6 / 8);
        var buffer = ArrayPool<byte>.Shared.Rent(MaxDecodedLength(source.Length));
        var length = Decode(source, buffer, out _);
        ArrayPool<byte>.Shared.Return(buffer);
        return length;
    }

    private const sbyte Blank = -1;
    private const sbyte Stray = -2;

    /// <summary>
    /// Takes as much of the line at hand as the framework's vectorised decoder accepts; false if that is not all.
    /// </summary>
    private static bool DecodeLine(ReadOnlySpan<byte> rest, Span<byte> destination, out int consumed, out int produced)
    {
        if (rest.Length > 4096)
            rest = rest[..4096];
        // Blanks within a line are left to the slow loop, because the framework then reports a wrong number of consumed bytes.
        var length = rest.IndexOfAny(Blanks);
        if (length < 0)
            length = rest.Length;
        length &= ~3;
        Base64.DecodeFromUtf8(rest[..length], destination, out consumed, out produced, isFinalBlock: false);
        return consumed == length;
    }

    /// <summary>Returns the six bits of a character; negative for one outside the alphabet.</summary>
    public static int ValueOf(byte c) => Values[c];

    private static int Flush(int bits, int count, Span<byte> destination)
    {
        if (count < 2)
            return 0;
        destination[0] = (byte)(bits >> ((6 * count) - 8));
        if (count == 3)
            destination[1] = (byte)(bits >> 2);
        return count - 1;
    }

    private static int SkipPadding(ReadOnlySpan<byte> source, int read)
    {
        while (read < source.Length && source[read] is (byte)'=' or (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
            read++;
        return read;
    }

    /// <summary>Letters of base64 in a row from which on they are hardly a word of a footer.</summary>
    private const int Convincing = 16;

    /// <summary>
    /// Returns whether the bytes behind padding are another piece of base64 rather than a plain-text footer, which would decode to
    /// garbage: whole groups of four that end in padding, or many of them.
    /// </summary>
    private static bool ContinuesAt(ReadOnlySpan<byte> source, int read)
    {
        var rest = source[read..];
        if (rest.IsEmpty)
            return false;
        if (rest.Length > 1000)
            rest = rest[..1000];
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        var line = (end < 0 ? rest : rest[..end]).Trim(" \t"u8);
        var letters = line.TrimEnd((byte)'=');
        return letters.IndexOfAnyExcept(Expected) < 0 && line.Length % 4 == 0 && (letters.Length < line.Length || letters.Length >= Convincing);
    }

    private static sbyte[] BuildValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, Stray);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
            values[alphabet[i]] = (sbyte)i;
        values['\r'] = values['\n'] = values[' '] = values['\t'] = Blank;
        return values;
    }
}
