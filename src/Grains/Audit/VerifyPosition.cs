using System.Globalization;

namespace EmailAgent.Grains.Audit;

/// <summary>Progress of a verification, as a text that callers return.</summary>
internal static class VerifyPosition
{
    private const string Anchors = "anchors";
    private const char Separator = '_';

    /// <returns>Null at the end.</returns>
    public static string? ToText(AuditProgress? progress)
    {
        if (progress is null)
            return null;
        var chain = progress.ChainId is { } id ? Ids.Format(id) : Anchors;
        return progress.Seq == AuditProgress.Beginning ? chain : string.Create(CultureInfo.InvariantCulture, $"{chain}{Separator}{progress.Seq}");
    }

    /// <param name="text">A text that a verification returned; null for the beginning.</param>
    /// <param name="progress">Null for the beginning.</param>
    /// <returns>False for a text that no verification returned.</returns>
    public static bool TryParse(string? text, out AuditProgress? progress)
    {
        progress = null;
        if (text is null)
            return true;
        var (chain, number) = text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);
        var seq = AuditProgress.Beginning;
        if (number is not null && !long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seq))
            return false;
        Guid? chainId = null;
        if (chain != Anchors)
        {
            if (!Ids.TryParse(chain, out var id))
                return false;
            chainId = id;
        }

        progress = new AuditProgress(chainId, seq);
        return true;
    }
}
