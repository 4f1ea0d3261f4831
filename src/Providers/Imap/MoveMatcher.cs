namespace EmailAgent.Providers.Imap;

/// <summary>Pairs messages that vanished with messages that appeared, by identity, one to one.</summary>
/// <remarks>
/// Every server makes the new copy of a moved message visible before the old one is gone (RFC 6851, section 3.3), so a search for
/// appearances after a disappearance finds the other half of each move.
/// </remarks>
internal sealed class MoveMatcher
{
    private readonly Dictionary<Guid, Queue<RemotePlacement>> _vanished = [];

    private readonly HashSet<RemotePlacement> _added = [];

    /// <summary>Returns the number of messages without a partner.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a vanished message; one that was added before is not added again.</summary>
    public void Add(Guid folderId, KnownMessage message)
    {
        var placement = new RemotePlacement(folderId, message.Uid);
        if (!_added.Add(placement))
        {
            return;
        }

        if (!_vanished.TryGetValue(message.Identity, out var queue))
        {
            _vanished.Add(message.Identity, queue = new Queue<RemotePlacement>());
        }

        queue.Enqueue(placement);
        Count++;
    }

    /// <summary>Takes out one vanished message of this identity.</summary>
    public RemotePlacement? Match(Guid identity)
    {
        if (!_vanished.TryGetValue(identity, out var queue) || !queue.TryDequeue(out var found))
        {
            return null;
        }

        Count--;
        return found;
    }

    /// <summary>Takes out what found no partner: deletions.</summary>
    public IReadOnlyList<RemotePlacement> TakeRest()
    {
        var rest = _vanished.Values.SelectMany(queue => queue).ToList();
        _vanished.Clear();
        Count = 0;
        return rest;
    }
}
