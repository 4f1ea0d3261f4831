using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Json;

/// <summary>The computation and comparison of ETags (RFC 9110, section 8.8.3).</summary>
internal static class EntityTags
{
    private const string Star = "*";
    private const char Separator = '-';

    // Weak: the same content is also sent compressed (RFC 9110, section 8.8.3.3).
    public static string Of(ReadOnlySpan<byte> content) => $"W/\"{Hash(content)}\"";

    /// <summary>Returns the tag of a <see cref="IStatefulAnswer"/>. Its beginning depends on the state only.</summary>
    public static string Of(string state, ReadOnlySpan<byte> content) => $"W/\"{Hash(Encoding.UTF8.GetBytes(state))}{Separator}{Hash(content)}\"";

    /// <summary>Indicates whether a weak tag is among those of If-Match or If-None-Match, compared weakly.</summary>
    public static bool Match(StringValues sent, string tag) => sent.Count > 0 && Contains(sent, tag, tag[2..]);

    /// <summary>Indicates whether a strong tag is among those of If-Match, compared strongly.</summary>
    public static bool MatchStrongly(StringValues sent, string tag) => Contains(sent, tag, tag);

    /// <summary>Indicates whether a star is listed alongside tags, where it has no meaning (RFC 9110, section 13.1.1).</summary>
    public static bool HasStarBesideTags(StringValues sent) =>
        sent.Count > 0 && !IsStar(sent) && sent.Any(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(Star));

    /// <summary>Indicates whether a star is the only value, which matches anything that exists.</summary>
    public static bool IsStar(StringValues sent) => sent.Count == 1 && sent.ToString().Trim() == Star;

    /// <summary>Indicates whether a weak tag is among those of If-Match, regardless of the derived parts of a <see cref="IStatefulAnswer"/>.</summary>
    public static bool MatchState(StringValues sent, string tag)
    {
        if (!tag.Contains(Separator, StringComparison.Ordinal))
            return Match(sent, tag);
        var state = StateOf(tag);
        return IsStar(sent) || sent.Any(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries).Any(candidate => StateOf(candidate) == state));
    }

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));

    /// <summary>Returns the beginning of a tag that depends on the state, without the sign of weak tags.</summary>
    private static string StateOf(string tag)
    {
        var opaque = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        return opaque.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end ? opaque[..end] : opaque;
    }

    private static bool Contains(StringValues sent, string tag, string sameTag)
    {
        if (IsStar(sent))
        {
            return true;
        }

        foreach (var line in sent)
        {
            foreach (var candidate in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (candidate == tag || candidate == sameTag)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
