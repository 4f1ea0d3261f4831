using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Priority;

/// <summary>The signs of priority in the text that the sender of a message wrote.</summary>
/// <param name="Words">The number of words.</param>
/// <param name="Questions">The number of question marks.</param>
/// <param name="Cues">The flags of <see cref="PriorityCues"/> that occur in text or subject.</param>
/// <param name="NamesOwner">Whether it begins with a name of the owner, or names the owner anywhere.</param>
internal sealed record PriorityText(int Words, int Questions, int Cues, bool NamesOwner)
{
    // What is asked for stands at the beginning; the rest of a long message changes little.
    private const int ReadLength = 6_000;
    private const int SubjectLength = 500;
    private const int MaxNames = 20;
    private const int ShortestName = 3;

    /// <summary>Reads a message. Takes time linear in the length of the text, of which only the beginning counts.</summary>
    public static PriorityText Read(AnalyzedMessage message, IReadOnlyList<string> ownerNames)
    {
        var names = Names(ownerNames);
        var (_, questions, cues, namesOwner) = ReadLine(message.Subject.AsSpan(0, Math.Min(message.Subject.Length, SubjectLength)), names);
        var words = 0;
        var lines = new NewLines(message.Text.AsSpan(0, Math.Min(message.Text.Length, ReadLength)));
        while (lines.Read())
        {
            var line = ReadLine(lines.Current, names);
            words += line.Words;
            questions += line.Questions;
            cues |= line.Cues;
            namesOwner |= line.NamesOwner;
        }

        return new(words, questions, cues, namesOwner);
    }

    private static PriorityText ReadLine(ReadOnlySpan<char> line, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        Span<char> buffer = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(line);
        var (words, cues, namesOwner) = (0, 0, false);
        for (var length = reader.Read(buffer); length > 0; length = reader.Read(buffer))
        {
            words++;
            cues |= PriorityCues.Table.Find(buffer[..length]);
            namesOwner |= names.Contains(buffer[..length]);
        }

        return new(words, line.Count('?'), cues, namesOwner);
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names(IReadOnlyList<string> ownerNames)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Span<char> buffer = stackalloc char[WordReader.LongestWord];
        foreach (var name in ownerNames.Take(MaxNames))
        {
            var reader = new WordReader(name.AsSpan(0, Math.Min(name.Length, SubjectLength)));
            for (var length = reader.Read(buffer); length > 0 && names.Count < MaxNames; length = reader.Read(buffer))
            {
                if (length >= ShortestName)
                    names.Add(new string(buffer[..length]));
            }
        }

        return names.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
