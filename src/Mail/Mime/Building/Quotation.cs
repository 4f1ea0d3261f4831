using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>What an answer says of the message it answers.</summary>
public static class Quotation
{
    /// <summary>An attribution line and the text of the original, each line behind "&gt; "; signatures stay out.</summary>
    public static string Of(MimeMessage original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var quoted = new StringBuilder(Attribution(original));
        foreach (var line in WithoutSignature(original.GetText().TrimEnd()).EnumerateLines())
            quoted.Append('\n').Append(line is ['>', ..] || line.IsEmpty ? ">" : "> ").Append(line);
        return quoted.ToString();
    }

    private static string Attribution(MimeMessage original)
    {
        var author = original.From.Count == 0 ? "somebody" : original.From[0].Name ?? original.From[0].Address;
        return original.Date is { } date
            ? string.Create(CultureInfo.InvariantCulture, $"On {date:yyyy-MM-dd} at {date:HH:mm zzz}, {author} wrote:")
            : $"{author} wrote:";
    }

    private static ReadOnlySpan<char> WithoutSignature(string text)
    {
        var mark = text.LastIndexOf("\n-- \n", StringComparison.Ordinal);
        return mark < 0 ? text : text.AsSpan(0, mark).TrimEnd();
    }
}
