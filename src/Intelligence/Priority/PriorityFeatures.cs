using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Priority;

/// <summary>The values of all features for one message.</summary>
internal sealed class PriorityFeatures
{
    private const int MaxTopics = 6;
    private const int ShortestTopic = 4;
    private const int SubjectLength = 200;

    private PriorityFeatures(double[] values, ulong sender, IReadOnlyList<ulong> topics)
    {
        Values = values;
        Sender = sender;
        Topics = topics;
    }

    /// <summary>The values in the order of <see cref="PriorityFeatureTable.All"/>; each is 0 to 1, or not a number if it is unknown.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>A hash of the sender's address, by which judgements of its mail are remembered.</summary>
    public ulong Sender { get; }

    /// <summary>Hashes of words of the subject, by which judgements of its topic are remembered.</summary>
    public IReadOnlyList<ulong> Topics { get; }

    /// <summary>Returns the features of a message. Takes time linear in the length of its text, of which only the beginning counts.</summary>
    public static PriorityFeatures Of(AnalyzedMessage message, PriorityFacts facts, OwnerAddresses owner)
    {
        var input = new PriorityInput(message, facts, owner, PriorityText.Read(message, facts.OwnerNames));
        var values = new double[PriorityFeatureTable.All.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(PriorityFeatureTable.All[i].Value(input), 0, 1);
        return new(values, WordHash.Of('p', message.From.Email), TopicsOf(message.Subject));
    }

    private static List<ulong> TopicsOf(string subject)
    {
        var topics = new List<ulong>(MaxTopics);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(subject.AsSpan(0, Math.Min(subject.Length, SubjectLength)));
        for (var length = reader.Read(word); length > 0 && topics.Count < MaxTopics; length = reader.Read(word))
        {
            if (length >= ShortestTopic && WordHash.Of('q', word[..length]) is var topic && !topics.Contains(topic))
                topics.Add(topic);
        }

        return topics;
    }
}
