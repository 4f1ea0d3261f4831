using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Grains.Uploads;

/// <summary>Names, types and Content-IDs of uploads, as far as they are safe in the header of a message and of a download.</summary>
internal static class UploadPolicy
{
    public const string UnknownType = "application/octet-stream";

    private const string Nameless = "attachment";

    // What dot-atom and domain literals need (RFC 2392, RFC 5322, section 3.6.4), and nothing that must be quoted or escaped anywhere.
    private static readonly SearchValues<char> OfContentIds =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$*+-/=?^_{|}~@");

    // Raster images, which contain no program.
    private static readonly string[] Images = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];

    /// <summary>Returns the last part of the path that a client gave as a name, without control characters, not longer than allowed; never empty.</summary>
    public static string CleanName(string name)
    {
        var last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            // Such as overrides of the direction of writing, which make "gpj.exe" look like "exe.jpg".
            if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                clean.Append(rune.ToString());
        }

        var text = clean.ToString().Trim();
        if (text.Length > UploadLimits.LongestName)
            text = Shorten(text);
        return text.Trim('.').Length == 0 ? Nameless : text;
    }

    /// <summary>Returns the media type without parameters, in lower case; <see cref="UnknownType"/> for what is none.</summary>
    public static string CleanType(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var parsed) && !parsed.MatchesAllTypes && !parsed.MatchesAllSubTypes && parsed.MediaType.Length <= UploadLimits.LongestName
            ? parsed.MediaType.ToString().ToLowerInvariant()
            : UnknownType;

    public static bool IsContentId(string text) => text.Length is > 0 and <= UploadLimits.LongestContentId && !text.AsSpan().ContainsAnyExcept(OfContentIds);

    /// <summary>Indicates whether browsers may show the content instead of saving it.</summary>
    public static bool IsImage(string contentType) => Images.Contains(CleanType(contentType), StringComparer.Ordinal);

    // The extension tells programs what the file is.
    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name);
        if (extension.Length > UploadLimits.LongestName / 2)
            extension = "";
        var end = UploadLimits.LongestName - extension.Length;
        return string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[end - 1]) ? end - 1 : end), extension);
    }
}
