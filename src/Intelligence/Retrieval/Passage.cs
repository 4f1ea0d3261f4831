namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A sentence, or a line, of a text.</summary>
internal readonly record struct Passage(int Start, int Length)
{
    public int End => Start + Length;
}
