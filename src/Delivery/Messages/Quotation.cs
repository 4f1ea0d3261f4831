using System.Globalization;
using System.Text;

namespace EmailAgent.Delivery.Messages;

/// <summary>Quotes the original message in a reply, and shows it in a forwarded one.</summary>
public static class Quotation
{
    private const string Banner = "---------- Forwarded message ----------";

    /// <summary>Returns an attribution line and the text of the original, each line behind "&gt; ", without its signature.</summary>
    public static string Of(OriginalMessage original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var quoted = new StringBuilder(Attribution(original));
        foreach (var line in WithoutSignature(original.Text.ReplaceLineEndings("\n").TrimEnd()).EnumerateLines())
        {
            quoted.Append('\n').Append(line is ['>', ..] || line.IsEmpty ? ">" : "> ").Append(line);
        }

        return quoted.ToString();
    }

    /// <summary>Returns an attribution line and the original in a quotation, as HTML.</summary>
    public static string HtmlOf(OriginalMessage original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return $"<div>{PlainText.Escape(Attribution(original))}</div>\n<blockquote type=\"cite\">{Body(original)}</blockquote>\n";
    }

    /// <summary>Returns the header fields and the text of the original, for a message that forwards it in its own text.</summary>
    public static string Forwarded(OriginalMessage original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return $"{Banner}\n{Fields(original)}\n\n{original.Text.ReplaceLineEndings("\n").TrimEnd()}\n";
    }

    /// <summary>Returns the header fields and the body of the original as HTML, for a message that forwards it in its own text.</summary>
    public static string HtmlForwarded(OriginalMessage original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return $"<div>{PlainText.Escape($"{Banner}\n{Fields(original)}")}<br><br></div>\n<div>{Body(original)}</div>\n";
    }

    private static string Body(OriginalMessage original) => original.Html ?? PlainText.Escape(original.Text);

    private static string Attribution(OriginalMessage original)
    {
        var author = original.From.Count == 0 ? "the sender" : Name(original.From[0]);
        return original.Date is { } date
            ? string.Create(CultureInfo.InvariantCulture, $"On {date:yyyy-MM-dd} at {date:HH:mm zzz}, {author} wrote:")
            : $"{author} wrote:";
    }

    private static string Fields(OriginalMessage original)
    {
        var lines = new List<string> { $"From: {List(original.From)}" };
        if (original.Date is { } date)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"Date: {date:yyyy-MM-dd HH:mm zzz}"));
        }

        lines.Add($"Subject: {OneLine(original.Subject ?? "")}");
        lines.Add($"To: {List(original.To)}");
        if (original.Cc.Count > 0)
        {
            lines.Add($"Cc: {List(original.Cc)}");
        }

        return string.Join('\n', lines);
    }

    private static string List(IEnumerable<OutgoingAddress> addresses)
        => OneLine(string.Join(", ", addresses.Select(a => string.IsNullOrWhiteSpace(a.Name) ? a.Address : $"{a.Name} <{a.Address}>")));

    private static string Name(OutgoingAddress address) => OneLine(string.IsNullOrWhiteSpace(address.Name) ? address.Address : address.Name);

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static ReadOnlySpan<char> WithoutSignature(string text)
    {
        var mark = text.LastIndexOf("\n-- \n", StringComparison.Ordinal);
        return mark < 0 ? text : text.AsSpan(0, mark).TrimEnd();
    }
}
