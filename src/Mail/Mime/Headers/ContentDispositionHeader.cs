using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads Content-Disposition.</summary>
internal static class ContentDispositionHeader
{
    private static readonly SearchValues<byte> KindEnd = SearchValues.Create(";= \t\r\n("u8);

    public static ContentDisposition Parse(ReadOnlySpan<byte> value, MimeLimits limits, out bool complete)
    {
        value = value.Trim(" \t\r\n"u8);
        var end = value.IndexOfAny(KindEnd);
        var kind = end < 0 ? value : value[..end];
        if (end >= 0 && value[end] == (byte)'=')
        {
            // "Content-Disposition: filename=x", sent by a few scripts.
            kind = default;
            end = 0;
        }

        var parameters = ParameterParser.Parse(value, end < 0 ? value.Length : end, limits.MaxParameters, out complete);
        return new ContentDisposition(KnownTokens.Lower(kind), parameters);
    }
}
