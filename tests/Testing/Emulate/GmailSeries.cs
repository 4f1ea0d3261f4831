namespace EmailAgent.Testing;

/// <summary>A reproducible series of changes that other programs and other people make to a Gmail mailbox.</summary>
/// <param name="mailbox">The mailbox.</param>
/// <param name="ids">The messages that are there at first.</param>
/// <param name="seed">Where chance begins.</param>
public sealed class GmailSeries(GmailMailbox mailbox, IEnumerable<string> ids, int seed)
{
    private static readonly string[] Labels = ["INBOX", "UNREAD", "STARRED", "Label_1", "Label_2", "IMPORTANT", "CATEGORY_SOCIAL"];

    private readonly Random _random = new(seed);
    private readonly List<string> _ids = [.. ids];

    /// <summary>Subjects of what came into the inbox.</summary>
    public List<string> Deliveries { get; } = [];

    /// <summary>Returns the id of a random existing message.</summary>
    public string AnyId() => _ids.Count > 0 ? _ids[_random.Next(_ids.Count)] : "none";

    /// <returns>What was done.</returns>
    public async Task<string> StepAsync()
    {
        var id = AnyId();
        switch (_ids.Count == 0 ? 9 : _random.Next(10))
        {
            case 0 or 1 or 2:
                await mailbox.ModifyAsync(id, [AnyLabel()], [AnyLabel()]);
                return $"label {id}";
            case 3:
                await mailbox.TrashAsync(id);
                return $"trash {id}";
            case 4:
                await mailbox.UntrashAsync(id);
                return $"untrash {id}";
            case 5:
                _ids.Remove(id);
                await mailbox.DeleteAsync(id);
                return $"delete {id}";
            default:
                var subject = $"new{Deliveries.Count}";
                Deliveries.Add(subject);
                _ids.Add(await mailbox.ImportAsync(subject));
                return $"deliver {subject}";
        }
    }

    private string AnyLabel() => Labels[_random.Next(Labels.Length)];
}
