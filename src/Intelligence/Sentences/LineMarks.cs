using System.Buffers;

namespace EmailAgent.Intelligence.Sentences;

/// <summary>The marks by which mail programs and authors separate their text from originals and signatures.</summary>
internal static class LineMarks
{
    private const int LongestAttribution = 200;
    private const int LongestClosing = 40;

    private static readonly string[] Originals =
        ["original message", "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message original", "mensaje original", "ursprungligt meddelande", "forwarded message", "weitergeleitete nachricht", "message transféré", "message transmis", "mensaje reenviado", "vidarebefordrat meddelande"];

    private static readonly string[] Forwards =
        ["begin forwarded message:", "anfang der weitergeleiteten nachricht:", "début du message transféré", "début du message réexpédié", "inicio del mensaje reenviado", "vidarebefordrat brev"];

    private static readonly string[] AttributionEnds =
        ["wrote:", "writes:", "said:", "schrieb:", "geschrieben:", "a écrit :", "a écrit:", "a écrit\u00a0:", "escribió:", "escribio:", "skrev:"];

    private static readonly string[] AttributionStarts = ["on ", "am ", "le ", "el ", "den ", "op "];

    private static readonly string[] Headers =
        ["from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "von", "an", "betreff", "datum", "gesendet", "de", "à", "a", "objet", "envoyé", "para", "asunto", "enviado", "enviado el", "fecha", "från", "till", "kopia", "ämne", "skickat"];

    private static readonly string[] ProgramSignatures =
        ["sent from my ", "get outlook for ", "sent via ", "von meinem iphone gesendet", "von meinem ", "gesendet von ", "gesendet mit ", "envoyé de mon ", "envoyé depuis ", "enviado desde mi ", "enviado desde ", "skickat från min ", "skickat från "];

    private static readonly SearchValues<string> Closings = SearchValues.Create(
        [
            "best regards", "kind regards", "warm regards", "warmest regards", "regards", "best wishes", "all the best", "sincerely", "yours truly", "yours sincerely", "yours faithfully",
            "mit freundlichen grüßen", "mit freundlichen grüssen", "freundliche grüße", "freundliche grüsse", "viele grüße", "viele grüsse", "liebe grüße", "liebe grüsse", "beste grüße", "schöne grüße", "herzliche grüße", "mit besten grüßen", "mfg",
            "cordialement", "bien cordialement", "bien à vous", "bien à toi", "salutations", "amicalement", "sincères salutations",
            "un saludo", "saludos", "saludos cordiales", "un cordial saludo", "atentamente", "un abrazo",
            "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "bästa hälsningar", "hälsningar", "vänligen", "mvh",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Thanks =
        ["thanks", "thank you", "many thanks", "thanks a lot", "thanks again", "thx", "cheers", "best", "love", "danke", "vielen dank", "besten dank", "lg", "vg", "gruß", "merci", "merci beaucoup", "merci d'avance", "gracias", "muchas gracias", "tack", "tack på förhand", "hej då", "kram"];

    private static readonly string[] Postscripts = ["ps", "p.s."];

    /// <summary>Indicates whether a trimmed line begins a message that is forwarded or replied to.</summary>
    public static bool BeginsOriginal(ReadOnlySpan<char> line) =>
        StartsWithAny(line, Forwards) || (line.StartsWith("---", StringComparison.Ordinal) && StartsWithAny(line.TrimStart("- "), Originals));

    /// <summary>Indicates whether a trimmed line is added by a program at the end of what is written with it.</summary>
    public static bool IsProgramSignature(ReadOnlySpan<char> line) => line.Length < 60 && StartsWithAny(line, ProgramSignatures) && !line.ContainsAny('.', '?', '!');

    /// <summary>Indicates whether a trimmed line ends the sentence that names the author of what is quoted below.</summary>
    public static bool EndsAttribution(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestAttribution || line is not [.., ':'])
            return false;
        foreach (var end in AttributionEnds)
        {
            if (line.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Indicates whether a trimmed line may begin that sentence: it has a date or an address.</summary>
    public static bool BeginsAttribution(ReadOnlySpan<char> line) =>
        line.Length is > 10 and < LongestAttribution && StartsWithAny(line, AttributionStarts) && (line.Contains('@') || line.Count(':') > 0) && line.ContainsAnyInRange('0', '9') && line[^1] is '>' or ',' or 'M';

    /// <summary>Indicates whether a trimmed line looks like a header field, such as <c>From: Anna</c>.</summary>
    public static bool IsHeader(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart('*');
        var colon = text[..Math.Min(text.Length, 16)].IndexOf(':');
        if (colon <= 0)
            return false;
        var name = text[..colon].TrimEnd(" *\u00a0");
        foreach (var header in Headers)
        {
            if (name.Equals(header, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Indicates whether words are the formula that ends a letter.</summary>
    public static bool IsClosing(ReadOnlySpan<char> words) =>
        words.Length <= LongestClosing && words.IndexOfAny(Closings) == 0 && !words.ContainsAny(".?!,:");

    /// <summary>Indicates whether words give thanks, with which letters end or begin.</summary>
    public static bool IsThanks(ReadOnlySpan<char> words)
    {
        foreach (var thanks in Thanks)
        {
            if (words.Equals(thanks, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Indicates whether a line continues a letter after its signature.</summary>
    public static bool BeginsPostscript(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        foreach (var postscript in Postscripts)
        {
            if (text.StartsWith(postscript, StringComparison.OrdinalIgnoreCase) && text.Length > postscript.Length && !char.IsLetter(text[postscript.Length]))
                return true;
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> line, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
