using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Recognizes folders that have been renamed, so that they stay the same folders with the same messages.</summary>
/// <remarks>A rename keeps UIDVALIDITY and UIDs (RFC 9051, section 6.3.6), and servers do not give one UIDVALIDITY to two folders lightly.</remarks>
internal static class FolderRenames
{
    /// <returns>New wire name to former one, for each new name that exactly one vanished folder can have become, and no other new name.</returns>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyList<KnownFolder> known, IReadOnlyList<(string WireName, ImapStatus Status)> listing)
    {
        var names = listing.Select(entry => entry.WireName).ToHashSet(StringComparer.Ordinal);
        var knownNames = known.Select(folder => folder.Ref).ToHashSet(StringComparer.Ordinal);
        var vanished = known.Where(folder => !names.Contains(folder.Ref)).Select(folder => (folder.Ref, Cursor: ImapCursor.Parse(folder.Cursor))).ToList();
        var appeared = listing.Where(entry => !knownNames.Contains(entry.WireName)).ToList();
        var pairs = (from entry in appeared
                     from folder in vanished
                     where folder.Cursor is { } cursor && cursor.UidValidity == entry.Status.UidValidity && cursor.UidNext <= entry.Status.UidNext
                     select (entry.WireName, folder.Ref)).ToList();
        return pairs
            .Where(pair => pairs.Count(other => other.WireName == pair.WireName || other.Ref == pair.Ref) == 1)
            .ToDictionary(pair => pair.WireName, pair => pair.Ref, StringComparer.Ordinal);
    }
}
