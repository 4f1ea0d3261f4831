namespace EmailAgent.Providers.Gmail;

/// <summary>The changes of one message in a stretch of history.</summary>
internal sealed class GmailTouch
{
    public bool IsAdded { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>The labels that were changed, and whether the message has them now.</summary>
    public Dictionary<string, bool> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns labels that the message has had, even if it no longer has them: mail may be archived before it is fetched, and was received
    /// nevertheless.
    /// </summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public void SetLabels(GmailMessageChange change, bool present)
    {
        foreach (var label in change.LabelIds ?? [])
        {
            Labels[label] = present;
            Seen.Add(label);
        }
    }

    /// <summary>Applies the changes to the labels that the message had before.</summary>
    public void ApplyTo(HashSet<string> labels)
    {
        foreach (var (label, present) in Labels)
        {
            if (present)
            {
                labels.Add(label);
            }
            else
            {
                labels.Remove(label);
            }
        }
    }
}
