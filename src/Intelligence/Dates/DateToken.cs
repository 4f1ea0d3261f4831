namespace EmailAgent.Intelligence.Dates;

/// <summary>A word, a number or a sign of a text; a phrase that means one thing is one token.</summary>
/// <param name="Number">The value of a number; -1 for anything else.</param>
/// <param name="Sign">The sign; 0 for anything else.</param>
/// <param name="IsApart">Indicates whether white space precedes it.</param>
/// <param name="Words">The meanings of a word.</param>
internal readonly record struct DateToken(int Start, int End, int Number, char Sign, bool IsApart, IReadOnlyList<DateWord> Words)
{
    /// <summary>A token that matches nothing.</summary>
    public static readonly DateToken None = new(-1, -1, -1, '\0', true, []);

    public int Length => End - Start;

    public bool IsNumber => Number >= 0;

    public bool IsWord => !IsNumber && Sign == '\0' && Start >= 0;

    public bool Is(DateWordKind kind) => Find(kind) is not null;

    /// <summary>Returns the value of a meaning; null if the word does not have it.</summary>
    public int? Find(DateWordKind kind)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if ((Words[i].Kind & kind) != 0)
                return Words[i].Value;
        }

        return null;
    }
}
