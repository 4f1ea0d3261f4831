using System.Buffers;
using System.Net;

namespace EmailAgent.Mail.Mime;

/// <summary>Finds what an HTML body refers to by "cid:" URLs (RFC 2392).</summary>
internal static class ContentIdReferences
{
    /// <summary>More than any page of images has; parts behind them count as attached.</summary>
    private const int MaxReferences = 10_000;

    private static readonly SearchValues<char> End = SearchValues.Create(" \t\r\n\"'<>)");

    /// <summary>Returns the Content-IDs as the parts write them, case-insensitive.</summary>
    public static HashSet<string> Find(string? html)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var rest = html.AsSpan(); found.Count < MaxReferences;)
        {
            var at = rest.IndexOf("cid:", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                break;
            rest = rest[(at + "cid:".Length)..];
            var length = rest.IndexOfAny(End);
            var id = length < 0 ? rest : rest[..length];
            found.Add(id.ContainsAny('%', '&') ? Uri.UnescapeDataString(WebUtility.HtmlDecode(id.ToString())) : id.ToString());
        }

        return found;
    }
}
