namespace EmailAgent.Intelligence.Words;

/// <summary>A hash of texts that is the same in all processes and versions (FNV-1a), for what is stored.</summary>
internal static class WordHash
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Returns the hash of a text.</summary>
    /// <param name="field">A letter that distinguishes equal texts of different fields.</param>
    public static ulong Of(char field, ReadOnlySpan<char> text)
    {
        var hash = unchecked((Start ^ field) * Prime);
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * Prime);
        return hash ^ (hash >> 32);
    }
}
