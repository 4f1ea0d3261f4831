using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>The editor of messages: every edit except permanent deletion is a change of labels.</summary>
internal sealed class GmailEditor(GmailClient client, GmailLabels labels)
{
    /// <summary>Maximum number of messages that are changed one by one: it costs the same, and Gmail reports a result for each.</summary>
    private const int OneByOne = 10;

    public async Task<EditOutcome> RunAsync(ILabelledCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken)
    {
        var ids = messages.Select(message => ((LabelledLocation)message).RemoteId).ToList();
        var distinct = ids.Distinct(StringComparer.Ordinal).ToList();
        var sheet = edit is DeleteEdit
            ? await DeleteAsync(distinct, cancellationToken).ConfigureAwait(false)
            : await RelabelAsync(copy, distinct, edit, cancellationToken).ConfigureAwait(false);
        return new EditOutcome([.. ids.Select(id => sheet.Results.GetValueOrDefault(id, EditResult.Done))], sheet.Changes, sheet.NeedsPull);
    }

    private async Task<GmailEditSheet> DeleteAsync(List<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            if (ids is [var one])
            {
                await client.DeleteAsync(one, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await client.BatchDeleteAsync(ids, cancellationToken).ConfigureAwait(false);
            }

            return new GmailEditSheet { Changes = new LabelledChanges { RemovedIds = ids } };
        }
        catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Refused)
        {
            return GmailEditSheet.Refused(ids);
        }
    }

    private async Task<GmailEditSheet> RelabelAsync(ILabelledCopy copy, List<string> ids, MessageEdit edit, CancellationToken cancellationToken)
    {
        if (ToLabels(edit) is not var (add, remove))
        {
            return GmailEditSheet.Refused(ids);
        }

        if (edit is UntrashEdit)
        {
            // What is not in the trash stays where it is.
            var known = await copy.FindIdsAsync(ids, cancellationToken).ConfigureAwait(false);
            ids = [.. known.Where(state => labels.LabelsOf(state).Contains(GmailLabels.Trash)).Select(state => state.RemoteId)];
        }

        try
        {
            return ids.Count <= OneByOne
                ? await ModifyAsync(copy, ids, add, remove, cancellationToken).ConfigureAwait(false)
                : await BatchModifyAsync(copy, ids, add, remove, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Refused)
        {
            return GmailEditSheet.Refused(ids);
        }
    }

    private async Task<GmailEditSheet> ModifyAsync(ILabelledCopy copy, List<string> ids, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken cancellationToken)
    {
        var sheet = new GmailEditSheet();
        var states = new List<RemoteState>();
        var gone = new List<string>();
        await foreach (var fetched in client.ModifyAsync(ids, add, remove, cancellationToken).ConfigureAwait(false))
        {
            if (fetched.Message is { } message)
            {
                await labels.EnsureAsync(message.LabelIds ?? [], copy, Quota.QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
                states.Add(labels.ToState(message.Id, message.LabelIds ?? []));
            }
            else
            {
                sheet.Results[fetched.Id] = fetched.Verdict == CallVerdict.NotFound ? EditResult.Gone : EditResult.Refused;
                if (fetched.Verdict == CallVerdict.NotFound) gone.Add(fetched.Id);
            }
        }

        return sheet with { Changes = new LabelledChanges { States = states, RemovedIds = gone } };
    }

    /// <summary>Changes messages in one call. Gmail skips messages that are gone without reporting them; the next pull finds them.</summary>
    private async Task<GmailEditSheet> BatchModifyAsync(ILabelledCopy copy, List<string> ids, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken cancellationToken)
    {
        await client.BatchModifyAsync(ids, add, remove, cancellationToken).ConfigureAwait(false);
        var known = await copy.FindIdsAsync(ids, cancellationToken).ConfigureAwait(false);
        return new GmailEditSheet
        {
            NeedsPull = true,
            Changes = new LabelledChanges { States = [.. known.Select(state => labels.ToState(state.RemoteId, labels.LabelsOf(state).Except(remove).Union(add)))] },
        };
    }

    /// <returns>The labels to add and to remove; null for what Gmail does not have.</returns>
    private static (IReadOnlyList<string> Add, IReadOnlyList<string> Remove)? ToLabels(MessageEdit edit) => edit switch
    {
        FlagEdit flags => ToLabels(flags),
        LabelEdit change => (change.Add, change.Remove),
        MoveEdit move => ([move.FolderRef], [.. new[] { GmailLabels.Inbox, GmailLabels.Trash, GmailLabels.Spam }.Where(label => label != move.FolderRef)]),
        ArchiveEdit => ([], [GmailLabels.Inbox]),
        TrashEdit => ([GmailLabels.Trash], [GmailLabels.Inbox, GmailLabels.Spam]),
        UntrashEdit => ([GmailLabels.Inbox], [GmailLabels.Trash]),
        _ => null,
    };

    private static (IReadOnlyList<string> Add, IReadOnlyList<string> Remove)? ToLabels(FlagEdit edit)
    {
        var (add, remove) = (new List<string>(), new List<string>());
        foreach (var (flag, set) in edit.Add.Select(flag => (flag, true)).Concat(edit.Remove.Select(flag => (flag, false))))
        {
            switch (flag)
            {
                case @"\Seen":
                    (set ? remove : add).Add(GmailLabels.Unread);
                    break;
                case @"\Flagged":
                    (set ? add : remove).Add(GmailLabels.Starred);
                    break;
                case var _ when set:
                    return null;
            }
        }

        return (add, remove);
    }
}
