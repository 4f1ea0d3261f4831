using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads Content-Type.</summary>
internal static class ContentTypeHeader
{
    private static readonly SearchValues<byte> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+!#$&^*"u8);

    /// <summary>Returns the declared type; null if it cannot be read.</summary>
    public static ContentType? Parse(ReadOnlySpan<byte> value, MimeLimits limits, out bool complete)
    {
        complete = true;
        var pos = SkipBlanks(value, 0);
        var type = TokenAt(value, pos);
        if (type.IsEmpty)
            return WithoutSubtype(type, value, pos, limits, out complete);
        pos = SkipBlanks(value, pos + type.Length);
        if (pos == value.Length || value[pos] != (byte)'/')
            return WithoutSubtype(type, value, pos, limits, out complete);
        pos = SkipBlanks(value, pos + 1);
        var subtype = TokenAt(value, pos);
        var parameters = ParameterParser.Parse(value, pos + subtype.Length, limits.MaxParameters, out complete);
        if (subtype.IsEmpty)
            return DefaultFor(type, parameters);
        return new ContentType(KnownTokens.Lower(type), KnownTokens.Lower(subtype), parameters);
    }

    /// <summary>Reads "text", "pdf; name=x" and similar values, which scripts and some scanners send.</summary>
    private static ContentType? WithoutSubtype(
        ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, int pos, MimeLimits limits, out bool complete)
    {
        var parameters = ParameterParser.Parse(value, pos, limits.MaxParameters, out complete);
        return DefaultFor(type, parameters);
    }

    private static ContentType? DefaultFor(ReadOnlySpan<byte> type, MimeParameter[] parameters)
    {
        if (Ascii.EqualsIgnoreCase(type, "text"u8))
            return new ContentType("text", "plain", parameters);
        if (Ascii.EqualsIgnoreCase(type, "html"u8))
            return new ContentType("text", "html", parameters);
        if (Ascii.EqualsIgnoreCase(type, "multipart"u8))
            return new ContentType("multipart", "mixed", parameters);

        // "application-x-gzip; name=a.gz": whatever it is, what names a file is a file.
        return Array.Exists(parameters, static parameter => parameter is { Name: "name", Value.Length: > 0 })
            ? new ContentType("application", "octet-stream", parameters)
            : null;
    }

    private static ReadOnlySpan<byte> TokenAt(ReadOnlySpan<byte> value, int pos)
    {
        var rest = value[pos..];
        var length = rest.IndexOfAnyExcept(Token);
        return length < 0 ? rest : rest[..length];
    }

    private static int SkipBlanks(ReadOnlySpan<byte> value, int pos)
    {
        while (pos < value.Length)
        {
            if (value[pos] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"')
                pos++;
            else if (value[pos] == (byte)'(')
                pos = Comment.Skip(value, pos);
            else
                break;
        }

        return pos;
    }
}
