namespace EmailAgent.Storage.Search;

/// <summary>Where the characters of a composed text stand in the original; the same places where there is no list.</summary>
/// <param name="Starts">Of each character the start of what it was made from, and the length of the original at the end.</param>
internal readonly record struct TextOrigin(List<int>? Starts)
{
    public int StartOf(int index) => Starts is null ? index : Starts[index];

    /// <summary>The end in the original of what ends before an index: several characters may have been made from one.</summary>
    public int EndOf(int index)
    {
        if (Starts is null || index == 0)
            return index;
        while (index < Starts.Count - 1 && Starts[index] == Starts[index - 1])
            index++;
        return Starts[index];
    }
}
