using System.Text.RegularExpressions;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>Cuts text into numbered sentences exactly as the labels count them (<c>sentences.py</c> beside the labels of the corpus), whatever the product makes of it.</summary>
internal static partial class LabelCutter
{
    private const int LeastWords = 3;
    private const int MostWords = 60;

    public static List<string> Cut(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Replace("\r", "", StringComparison.Ordinal).Split('\n'))
        {
            if (End().IsMatch(line))
                break;
            lines.Add(Skipped().IsMatch(line) ? "" : line.Trim());
        }

        return
        [
            .. Paragraphs().Split(string.Join('\n', lines))
                .SelectMany(paragraph => Sentences().Split(Spaces().Replace(paragraph, " ").Trim()))
                .Where(sentence => Words().Count(sentence) is >= LeastWords and <= MostWords),
        ];
    }

    [GeneratedRegex(@"\A(--\s*\z|_{8,}|-{8,})")]
    private static partial Regex End();

    [GeneratedRegex(@"\A(\s*[>|#:%]|On .{10,80}\z|\s*(From|To|Subject|Date|Sent|Cc):)|\b(wrote|writes|said|schrieb|a écrit):\s*\z")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z""'(\[0-9])")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Za-z']+")]
    private static partial Regex Words();
}
