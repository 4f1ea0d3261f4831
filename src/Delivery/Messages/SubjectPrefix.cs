using System.Text.RegularExpressions;

namespace EmailAgent.Delivery.Messages;

/// <summary>Puts "Re:" or "Fwd:" before a subject once, in place of what mail programs of other languages put there.</summary>
internal static partial class SubjectPrefix
{
    public static string Reply(string subject) => $"Re: {Replies().Replace(subject, "")}".TrimEnd();

    public static string Forward(string subject) => $"Fwd: {Forwards().Replace(subject, "")}".TrimEnd();

    // English, German, Scandinavian, Dutch, Finnish, Italian, Polish, Turkish, Portuguese, Chinese; with counters as in "Re[2]:".
    [GeneratedRegex(@"^(\s*(re|aw|sv|antw|vs|rif|r|odp|ynt|res|回复|回覆|答复|答覆)(\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：])+\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Replies();

    [GeneratedRegex(@"^(\s*(fwd|fw|wg|tr|rv|enc|vl|doorst|i|pd|ilt|转发|轉寄)\s?[:：])+\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Forwards();
}
