using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>Creates, renames and deletes labels. A label below another one is only named so, which is why a rename goes through all of them.</summary>
internal sealed class GmailLabelEditor(GmailClient client)
{
    public async Task<FolderOutcome> RunAsync(FolderEdit edit, CancellationToken cancellationToken)
    {
        switch (edit)
        {
            case CreateFolderEdit create:
                return new FolderOutcome((await client.CreateLabelAsync(create.Path, QuotaPriority.Person, cancellationToken).ConfigureAwait(false)).Name, new LabelledChanges());
            case RenameFolderEdit rename:
                await RenameAsync(rename, cancellationToken).ConfigureAwait(false);
                return new FolderOutcome(rename.Path, new LabelledChanges());
            case DeleteFolderEdit delete:
                await client.DeleteLabelAsync(delete.FolderRef, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
                return new FolderOutcome(null, new LabelledChanges());
            default:
                throw new ArgumentException("This is not an edit of a folder.", nameof(edit));
        }
    }

    private async Task RenameAsync(RenameFolderEdit rename, CancellationToken cancellationToken)
    {
        var below = $"{rename.OldPath}/";
        var labels = await client.ListLabelsAsync(QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        await client.RenameLabelAsync(rename.FolderRef, rename.Path, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        foreach (var label in labels.Where(label => label.Type == "user" && label.Name.StartsWith(below, StringComparison.Ordinal)))
        {
            await client.RenameLabelAsync(label.Id, $"{rename.Path}/{label.Name[below.Length..]}", QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        }
    }
}
