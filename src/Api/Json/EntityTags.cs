using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Json;

/// <summary>Makes and compares ETags (RFC 9110, section 8.8.3).</summary>
internal static class EntityTags
{
    // Weak: the same content is also sent compressed (RFC 9110, section 8.8.3.3).
    public static string Of(ReadOnlySpan<byte> content) => $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";

    /// <summary>Whether a tag is among those of If-Match or If-None-Match.</summary>
    public static bool Match(StringValues sent, string tag)
    {
        foreach (var line in sent)
        {
            foreach (var candidate in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (candidate == "*" || candidate == tag || candidate == tag[2..])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
