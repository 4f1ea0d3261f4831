namespace EmailAgent.Api.Mail;

/// <summary>Remembers the trails of the attachments that were read last.</summary>
internal sealed class AttachmentTrails
{
    private const int Most = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Id, AttachmentTrail Trail)>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Id, AttachmentTrail Trail)> _byAge = new();

    /// <summary>Returns the trail of an attachment that the caller is known to be allowed to read.</summary>
    public AttachmentTrail Of(string attachmentId)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(attachmentId, out var known))
            {
                _byAge.Remove(known);
                _byAge.AddLast(known);
                return known.Value.Trail;
            }

            if (_byId.Count >= Most)
            {
                _byId.Remove(_byAge.First!.Value.Id);
                _byAge.RemoveFirst();
            }

            return (_byId[attachmentId] = _byAge.AddLast((attachmentId, new AttachmentTrail()))).Value.Trail;
        }
    }
}
