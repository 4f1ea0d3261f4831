namespace EmailAgent.Providers.Tests;

/// <summary>What is outstanding in a copy in memory, which follows batches as a store would.</summary>
internal sealed class OutstandingModel
{
    private readonly Dictionary<OutstandingKey, OutstandingMail> _mail = [];

    public IReadOnlyCollection<OutstandingMail> All => _mail.Values;

    /// <summary>When everything outstanding is due.</summary>
    public DateTimeOffset NextAttempt { get; set; } = DateTimeOffset.MaxValue;

    public IReadOnlyList<KnownOutstanding> Known => [.. _mail.Values.Select(mail => new KnownOutstanding(mail.Key, mail.AskWith, NextAttempt))];

    public void Apply(MailboxChanges changes)
    {
        var (placed, labelled) = (changes as PlacedChanges, changes as LabelledChanges);
        foreach (var rebase in placed?.Rebased ?? [])
        {
            Remove(_mail.Keys.Where(key => key.FolderId == rebase.FolderId && !key.IsFolder));
        }

        Remove(changes.Settled);
        Remove((placed?.Moved ?? []).Select(move => OutstandingKey.Placed(move.To.FolderId, move.To.Uid)));
        Remove((labelled?.RemovedIds ?? []).Select(OutstandingKey.Labelled));
        Remove(changes.Added.OfType<PlacedMessage>().Select(message => OutstandingKey.Placed(message.FolderId, message.Uid)));
        Remove(changes.Added.OfType<LabelledMessage>().Where(message => !message.IsPartial).Select(message => OutstandingKey.Labelled(message.RemoteId)));
        foreach (var mail in changes.Outstanding)
        {
            _mail[mail.Key] = mail;
        }
    }

    /// <summary>Forgets what lay in a folder that is gone.</summary>
    public void Leave(Guid folderId) => Remove(_mail.Keys.Where(key => key.FolderId == folderId));

    private void Remove(IEnumerable<OutstandingKey> keys)
    {
        foreach (var key in keys.ToList())
        {
            _mail.Remove(key);
        }
    }
}
