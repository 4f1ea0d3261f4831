using System.Runtime.CompilerServices;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Lower-case strings for tokens of MIME fields, without an allocation for those in every message.</summary>
internal static class KnownTokens
{
    private static readonly string[] Known =
    [
        "text", "plain", "html", "multipart", "alternative", "mixed", "related", "signed", "application", "octet-stream",
        "image", "jpeg", "png", "gif", "pdf", "message", "rfc822", "report", "calendar", "charset", "boundary", "name",
        "filename", "format", "delsp", "type", "size", "protocol", "micalg", "attachment", "inline", "report-type", "start",
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Lower(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty)
            return string.Empty;
        var first = token[0] | 0x20;
        foreach (var known in Known)
        {
            if (known.Length == token.Length && known[0] == first && Ascii.EqualsIgnoreCase(token, known))
                return known;
        }

        return Encoding.Latin1.GetString(token).ToLowerInvariant();
    }
}
