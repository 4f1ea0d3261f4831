namespace EmailAgent.Api.Identity.Issuers;

/// <summary>Words separated by spaces, as scopes are (RFC 6749, section 3.3) and as lists are configured here.</summary>
internal static class WordList
{
    public static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
