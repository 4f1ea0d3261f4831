namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A sender that a question names, and the place of the words.</summary>
internal sealed record QuestionSender(string Name, int Start, int End);

/// <summary>Finds senders: <c>from Ann Smith</c>, <c>did Ann write</c>, and addresses.</summary>
internal static class QuestionSenders
{
    private const int MostNames = 3;

    private static readonly string[] Before = ["from", "by", "von", "fran", "av", "par", "por"];
    private static readonly string[] Asking = ["did", "has", "does", "hat", "hatte", "har", "a", "ha", "dijo", "escribio"];

    private static readonly string[] Saying =
    [
        "say", "said", "write", "written", "wrote", "tell", "told", "ask", "asked", "send", "sent", "mention", "mentioned", "answer", "answered", "reply", "replied",
        "suggest", "suggested", "promise", "promised", "gesagt", "geschrieben", "gefragt", "geschickt", "geantwortet", "dit", "ecrit", "demande", "repondu", "envoye",
        "dicho", "escrito", "enviado", "sagt", "skrivit", "skickat", "svarat",
    ];

    /// <summary>Returns the first sender; null if there is none.</summary>
    public static QuestionSender? Find(string text, IReadOnlyList<QuestionWord> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var isBefore = Before.Contains(words[i].Folded);
            if (!isBefore && !Asking.Contains(words[i].Folded))
                continue;
            if (isBefore && AddressAt(text, words[i + 1].Start) is { } address)
                return new QuestionSender(address, words[i].Start, words[i + 1].Start + address.Length);
            var names = NamesFrom(text, words, i + 1);
            if (names == 0 || (!isBefore && (i + 1 + names >= words.Count || !Saying.Contains(words[i + 1 + names].Folded))))
                continue;
            var (first, last) = (words[i + 1], words[i + names]);
            return new QuestionSender(text[first.Start..last.End], isBefore ? words[i].Start : first.Start, last.End);
        }

        return null;
    }

    private static string? AddressAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '@' or '.' or '-' or '_' or '+'))
            end++;
        var address = text[start..end].TrimEnd('.');
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < address.Length - 1 ? address : null;
    }

    // Capitalized words with nothing but spaces between them.
    private static int NamesFrom(string text, IReadOnlyList<QuestionWord> words, int at)
    {
        var count = 0;
        while (count < MostNames && at + count < words.Count && IsName(text, words[at + count])
            && (count == 0 || string.IsNullOrWhiteSpace(text[words[at + count - 1].End..words[at + count].Start])))
        {
            count++;
        }

        return count;
    }

    private static bool IsName(string text, QuestionWord word) =>
        char.IsUpper(text[word.Start]) && !CommonWords.Include(WordStems.Of(word.Folded)) && MonthNames.Find(word.Folded) is null;
}
