namespace EmailAgent.Providers.Gmail;

/// <summary>The final state of each message in a stretch of history.</summary>
internal sealed class GmailFold
{
    private readonly Dictionary<string, GmailTouch> _touches = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, GmailTouch> Touches => _touches;

    /// <summary>Returns all labels that occur in the history.</summary>
    public IEnumerable<string> Labels => _touches.Values.SelectMany(touch => touch.Labels.Keys.Concat(touch.Seen)).Distinct(StringComparer.Ordinal);

    /// <summary>Adds records, oldest first.</summary>
    public static GmailFold Of(IEnumerable<GmailHistory> records)
    {
        var fold = new GmailFold();
        foreach (var record in records)
        {
            fold.Add(record);
        }

        return fold;
    }

    private void Add(GmailHistory record)
    {
        foreach (var change in record.MessagesAdded ?? [])
        {
            var touch = Touch(change);
            touch.IsAdded = true;
            touch.Seen.UnionWith(change.Message.LabelIds ?? []);
        }

        foreach (var change in record.LabelsAdded ?? []) Touch(change).SetLabels(change, present: true);
        foreach (var change in record.LabelsRemoved ?? []) Touch(change).SetLabels(change, present: false);
        foreach (var change in record.MessagesDeleted ?? []) Touch(change).IsDeleted = true;
    }

    private GmailTouch Touch(GmailMessageChange change)
    {
        if (!_touches.TryGetValue(change.Message.Id, out var touch))
        {
            _touches.Add(change.Message.Id, touch = new GmailTouch());
        }

        return touch;
    }
}
