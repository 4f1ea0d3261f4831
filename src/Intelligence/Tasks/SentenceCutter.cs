namespace EmailAgent.Intelligence.Tasks;

/// <summary>Cuts lines into sentences.</summary>
internal static class SentenceCutter
{
    /// <summary>Returns the position and the length of each sentence of a line, without the spaces around it.</summary>
    public static IReadOnlyList<(int Start, int Length)> Cut(ReadOnlySpan<char> line)
    {
        var sentences = new List<(int Start, int Length)>();
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is not ('.' or '!' or '?') || (i + 1 < line.Length && !char.IsWhiteSpace(line[i + 1])))
                continue;
            Add(sentences, line, start, i + 1);
            start = i + 1;
        }

        Add(sentences, line, start, line.Length);
        return sentences;
    }

    private static void Add(List<(int Start, int Length)> sentences, ReadOnlySpan<char> line, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(line[start]))
            start++;
        while (end > start && char.IsWhiteSpace(line[end - 1]))
            end--;
        if (end > start)
            sentences.Add((start, end - start));
    }
}
