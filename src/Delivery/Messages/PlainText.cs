using System.Text;
using MimeKit.Text;

namespace EmailAgent.Delivery.Messages;

/// <summary>Makes one form of a body from the other.</summary>
public static class PlainText
{
    private static readonly HashSet<HtmlTagId> Blocks =
    [
        HtmlTagId.P, HtmlTagId.Div, HtmlTagId.TR, HtmlTagId.Table, HtmlTagId.UL, HtmlTagId.OL, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3,
        HtmlTagId.H4, HtmlTagId.H5, HtmlTagId.H6, HtmlTagId.BlockQuote, HtmlTagId.Pre, HtmlTagId.HR,
    ];

    // Not the head, whose end tag can be left out: nothing else in it is text.
    private static readonly HashSet<HtmlTagId> Hidden = [HtmlTagId.Style, HtmlTagId.Script, HtmlTagId.Title];

    /// <summary>Returns the text that HTML shows, with a line for each block and the address after each link.</summary>
    public static string FromHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        var (hidden, link) = (0, (string?)null);
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken { IsEmptyElement: false } boundary && Hidden.Contains(boundary.Id))
            {
                hidden = Math.Max(0, hidden + (boundary.IsEndTag ? -1 : 1));
            }
            else if (hidden == 0 && token is HtmlTagToken tag)
            {
                link = AppendTag(text, tag, link);
            }
            else if (hidden == 0 && token is HtmlDataToken { Kind: HtmlTokenKind.Data } data)
            {
                AppendWords(text, data.Data);
            }
        }

        return text.ToString().Trim() + "\n";
    }

    /// <summary>Returns HTML that shows a text as it is, line by line.</summary>
    public static string ToHtml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"<div>{Escape(text)}</div>";
    }

    /// <summary>Escapes a text, with a break for each line end.</summary>
    internal static string Escape(string text)
        => HtmlUtils.HtmlEncode(text.ReplaceLineEndings("\n").TrimEnd('\n')).Replace("\n", "<br>\n", StringComparison.Ordinal);

    private static string? AppendTag(StringBuilder text, HtmlTagToken tag, string? link)
    {
        if (tag.Id == HtmlTagId.A)
        {
            if (tag.IsEndTag && link is not null && !EndsWith(text, link))
            {
                text.Append(" <").Append(link).Append('>');
            }

            return tag.IsEndTag ? null : tag.Attributes.FirstOrDefault(a => a.Id == HtmlAttributeId.Href)?.Value is { } href && href.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? href : null;
        }

        if (tag.Id == HtmlTagId.Br)
        {
            text.Append('\n');
        }
        else if (tag.Id == HtmlTagId.LI && !tag.IsEndTag)
        {
            Break(text);
            text.Append("- ");
        }
        else if (Blocks.Contains(tag.Id))
        {
            Break(text);
        }

        return link;
    }

    private static void AppendWords(StringBuilder text, string data)
    {
        foreach (var c in data)
        {
            var blank = char.IsWhiteSpace(c) && c != '\u00a0';
            if (!blank)
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    private static void Break(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static bool EndsWith(StringBuilder text, string end)
        => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length).Equals(end, StringComparison.OrdinalIgnoreCase);
}
