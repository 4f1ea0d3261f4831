using System.Text.Json;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Mail;

/// <summary>The stable codes of defects in a message's form, as they are stored and returned.</summary>
internal static class DefectCodes
{
    /// <summary>Only the header has been fetched so far; the rest follows.</summary>
    public const string Partial = "partial";

    /// <summary>The message is larger than the part of it that is read.</summary>
    public const string Truncated = "truncated";

    /// <summary>A former version stored a description for which there is no code.</summary>
    public const string Other = "other";

    private const string FormerKind = "MimeDefect { Kind = ";
    private const string FormerPartial = "Only its header ";
    private const string FormerTruncated = "Only the first ";

    /// <summary>Returns the code of a kind, such as <c>missing_blank_line</c>.</summary>
    public static string Of(MimeDefectKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}");

    /// <summary>Reads stored codes, each once; former versions stored descriptions.</summary>
    public static string[] Read(IReadOnlyList<string> stored) => stored.Count == 0 ? [] : [.. stored.Select(Read).Distinct()];

    private static string Read(string stored)
    {
        if (stored.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
        {
            return stored;
        }

        if (stored.StartsWith(FormerKind, StringComparison.Ordinal)
            && Enum.TryParse<MimeDefectKind>(stored[FormerKind.Length..].Split(',')[0], out var kind))
        {
            return Of(kind);
        }

        return stored.StartsWith(FormerPartial, StringComparison.Ordinal) ? Partial
            : stored.StartsWith(FormerTruncated, StringComparison.Ordinal) ? Truncated
            : Other;
    }
}
