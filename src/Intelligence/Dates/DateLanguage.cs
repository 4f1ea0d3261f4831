namespace EmailAgent.Intelligence.Dates;

/// <summary>A language of the grammar.</summary>
internal enum DateLanguage
{
    English,
    German,
    French,
    Spanish,
    Swedish,
}
