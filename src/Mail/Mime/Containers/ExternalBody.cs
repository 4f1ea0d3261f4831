using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Where the content of a message/external-body part is to be had (RFC 2046 section 5.2.3, RFC 2017). Nothing is ever fetched; the sender
/// chose the place.
/// </summary>
/// <param name="AccessType">Kind in lower case, such as "url", "anon-ftp", "mail-server"; empty where missing.</param>
/// <param name="Url">Address of "url"; null for other kinds.</param>
/// <param name="Site">Host; null where not said.</param>
/// <param name="Directory">Folder on that host; null where not said.</param>
/// <param name="Name">File there; null where not said.</param>
/// <param name="Size">Bytes; null where not said.</param>
/// <param name="Expiration">Until when it is there; null where not said.</param>
public sealed record ExternalBody(
    string AccessType, string? Url, string? Site, string? Directory, string? Name, long? Size, DateTimeOffset? Expiration)
{
    internal static ExternalBody? Of(ContentType type)
    {
        if (type is not { Type: "message", Subtype: "external-body" })
            return null;
        var size = long.TryParse(type.Parameter("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (long?)null;
        var expiration = type.Parameter("expiration") is { } date ? DateHeader.Parse(Encoding.UTF8.GetBytes(date)) : null;

        // Long URLs are folded inside their quotes.
        var url = type.Parameter("url")?.Replace(" ", string.Empty, StringComparison.Ordinal);
        return new ExternalBody(
            type.Parameter("access-type")?.ToLowerInvariant() ?? string.Empty, url, type.Parameter("site"), type.Parameter("directory"),
            type.Parameter("name"), size, expiration);
    }
}
