using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Labels as folders and flags: the inbox and its like, categories and the user's labels are folders, the star and the unread mark
/// are flags. What Gmail only uses for itself is left out.
/// </summary>
internal sealed class GmailLabels(GmailClient client)
{
    public const string Inbox = "INBOX";
    public const string Sent = "SENT";
    public const string Draft = "DRAFT";
    public const string Trash = "TRASH";
    public const string Spam = "SPAM";
    public const string Unread = "UNREAD";
    public const string Starred = "STARRED";

    private static readonly Dictionary<string, (string Path, string? Role)> SystemFolders = new(StringComparer.Ordinal)
    {
        [Inbox] = ("Inbox", "inbox"),
        [Sent] = ("Sent", "sent"),
        [Draft] = ("Drafts", "drafts"),
        [Trash] = ("Trash", "trash"),
        [Spam] = ("Spam", "junk"),
        ["IMPORTANT"] = ("Important", null),
        ["CATEGORY_PERSONAL"] = ("Categories/Personal", null),
        ["CATEGORY_SOCIAL"] = ("Categories/Social", null),
        ["CATEGORY_PROMOTIONS"] = ("Categories/Promotions", null),
        ["CATEGORY_UPDATES"] = ("Categories/Updates", null),
        ["CATEGORY_FORUMS"] = ("Categories/Forums", null),
    };

    private readonly Dictionary<string, Guid> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _labels = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Returns the ids of all labels that matter here: those that are folders, and those that are flags.</summary>
    public IEnumerable<string> All => _folders.Keys.Append(Unread).Append(Starred);

    public bool IsLoaded => _known.Count > 0;

    /// <returns>The label of the folder with a <see cref="RemoteFolder.Role"/>; null for a role that no label has.</returns>
    public static string? OfRole(string role) => SystemFolders.FirstOrDefault(folder => folder.Value.Role == role).Key;

    /// <summary>Makes the copy's folders those that Gmail has now.</summary>
    public async Task RefreshAsync(ILabelledCopy copy, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var labels = await client.ListLabelsAsync(priority, cancellationToken).ConfigureAwait(false);
        if (!labels.Any(label => label.Id == Inbox))
        {
            // Every mailbox has one; a list without it is incomplete, and would cost the copy its folders.
            throw new ProviderException(ProviderFailure.Protocol, "Gmail's list of labels is incomplete.");
        }

        var saved = await copy.SaveFoldersAsync([.. labels.Select(ToFolder).OfType<RemoteFolder>()], cancellationToken).ConfigureAwait(false);
        _folders.Clear();
        _labels.Clear();
        foreach (var folder in saved)
        {
            _folders[folder.Ref] = folder.Id;
            _labels[folder.Id] = folder.Ref;
        }

        _known.Clear();
        _known.UnionWith(labels.Select(label => label.Id));
        _known.UnionWith([Unread, Starred]);
    }

    /// <summary>Refreshes the labels when one of these has not been seen yet. A label that is unknown even then is not requested again.</summary>
    public async Task EnsureAsync(IEnumerable<string> labels, ILabelledCopy copy, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var unknown = labels.Where(label => !_known.Contains(label)).ToList();
        if (unknown.Count > 0)
        {
            await RefreshAsync(copy, priority, cancellationToken).ConfigureAwait(false);
            _known.UnionWith(unknown);
        }
    }

    /// <summary>Converts labels to folders and flags.</summary>
    public RemoteState ToState(string id, IEnumerable<string> labels)
    {
        var set = labels.ToHashSet(StringComparer.Ordinal);
        return new RemoteState(id, [.. set.Where(_folders.ContainsKey).Select(label => _folders[label])], FlagsOf(set));
    }

    /// <summary>Returns the labels of a message, as far as the copy knows them.</summary>
    public HashSet<string> LabelsOf(KnownState known)
    {
        var labels = known.FolderIds.Select(id => _labels.GetValueOrDefault(id)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (known.Flags.Contains(@"\Flagged")) labels.Add(Starred);
        if (!known.Flags.Contains(@"\Seen")) labels.Add(Unread);
        return labels;
    }

    /// <summary>Returns the labels of a message that the copy can know.</summary>
    public HashSet<string> Relevant(IEnumerable<string>? labels) =>
        (labels ?? []).Where(label => _folders.ContainsKey(label) || label is Unread or Starred).ToHashSet(StringComparer.Ordinal);

    private static List<string> FlagsOf(HashSet<string> labels)
    {
        var flags = new List<string>(); // Sorted ordinally.
        if (labels.Contains(Draft)) flags.Add(@"\Draft");
        if (labels.Contains(Starred)) flags.Add(@"\Flagged");
        if (!labels.Contains(Unread)) flags.Add(@"\Seen");
        return flags;
    }

    private static RemoteFolder? ToFolder(GmailLabel label) =>
        SystemFolders.TryGetValue(label.Id, out var folder) ? new RemoteFolder(label.Id, folder.Path, folder.Role)
        : label.Type == "user" ? new RemoteFolder(label.Id, label.Name, null)
        : null;
}
