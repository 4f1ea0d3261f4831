using System.Text;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>Reads the words of <see cref="StatusCondition"/>.</summary>
internal static class StatusConditions
{
    public static bool TryParse(ReadOnlySpan<byte> word, out StatusCondition condition)
    {
        (var known, condition) = word.Length switch
        {
            2 when Ascii.EqualsIgnoreCase(word, "OK"u8) => (true, StatusCondition.Ok),
            2 when Ascii.EqualsIgnoreCase(word, "NO"u8) => (true, StatusCondition.No),
            3 when Ascii.EqualsIgnoreCase(word, "BAD"u8) => (true, StatusCondition.Bad),
            3 when Ascii.EqualsIgnoreCase(word, "BYE"u8) => (true, StatusCondition.Bye),
            7 when Ascii.EqualsIgnoreCase(word, "PREAUTH"u8) => (true, StatusCondition.PreAuth),
            _ => (false, StatusCondition.Ok),
        };
        return known;
    }
}
