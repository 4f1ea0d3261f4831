using System.Collections.Frozen;

namespace EmailAgent.Grains.Mail;

/// <summary>The roles of labels.</summary>
internal static class LabelRoles
{
    private static readonly FrozenSet<string> All =
        FrozenSet.Create(StringComparer.Ordinal, "inbox", "sent", "drafts", "trash", "junk", "archive", "all", "flagged");

    /// <summary>Indicates whether a label can have this role.</summary>
    public static bool Has(string? role) => role is not null && All.Contains(role);

    /// <summary>Indicates whether lists leave out messages in labels of this role, unless they are lists of such a label.</summary>
    public static bool IsTrash(string? role) => role is "trash" or "junk";
}
