namespace EmailAgent.Search;

/// <summary>Positions of the characters of a composed text in the original; identical positions if there is no list.</summary>
/// <param name="Starts">The start of each character's source, and the length of the original at the end.</param>
internal readonly record struct TextOrigin(List<int>? Starts)
{
    public int StartOf(int index) => Starts is null ? index : Starts[index];

    /// <summary>Returns the end in the original of the text before an index; one character can be composed of several.</summary>
    public int EndOf(int index)
    {
        if (Starts is null || index == 0)
            return index;
        while (index < Starts.Count - 1 && Starts[index] == Starts[index - 1])
            index++;
        return Starts[index];
    }
}
