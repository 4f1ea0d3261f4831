using EmailAgent.Intelligence.Sentences;

namespace EmailAgent.Intelligence.Tasks;

/// <summary>Finds the sentences of a message that report something as done, in English, German, French, Spanish and Swedish.</summary>
internal static class CompletionFinder
{
    private const int LongestSentence = 400;
    private const int MostReports = 20;

    private static readonly string[] Phrases =
    [
        " done ", " all set ", " i sent ", " i ve sent ", " i have sent ", " we sent ", " we ve sent ", " we have sent ", " has been sent ", " have been sent ", " was sent ",
        " i ve finished ", " i have finished ", " i finished ", " is finished ", " is ready ", " i ve completed ", " i have completed ", " is completed ", " is complete ",
        " taken care of ", " i ve paid ", " i have paid ", " i paid ", " has been paid ", " i signed ", " i ve signed ", " i have signed ", " i ve booked ", " i have booked ",
        " i booked ", " is booked ", " i ve updated ", " i have updated ", " i ve uploaded ", " i have uploaded ", " please find attached ", " attached is ", " attached are ",
        " is attached ", " are attached ", " i ve attached ", " i have attached ",
        " erledigt ", " ist fertig ", " sind fertig ", " habe ich geschickt ", " habe ich gesendet ", " habe ich bezahlt ", " ist bezahlt ", " ist gebucht ", " anbei ", " im anhang ",
        " c est fait ", " est fait ", " j ai envoye ", " j ai termine ", " j ai paye ", " est pret ", " est prete ", " ci joint ", " ci jointe ", " en piece jointe ",
        " ya esta hecho ", " esta hecho ", " esta lista ", " esta listo ", " he enviado ", " he terminado ", " he pagado ", " te adjunto ", " le adjunto ", " adjunto ", " adjunta ",
        " ar klart ", " ar klar ", " klart ", " jag har skickat ", " har skickat ", " har betalat ", " bifogat ", " bifogar ",
    ];

    // Of the future, of a condition, or of what has not happened.
    private static readonly string[] Doubts =
    [
        " not ", " n t ", " t ", " will ", " ll ", " when ", " if ", " once ", " until ", " should ", " must ", " need ", " needs ", " please send ", " can you ", " could you ",
        " nicht ", " wenn ", " sobald ", " falls ", " bis ", " muss ", " werde ",
        " pas ", " quand ", " si ", " lorsque ",
        " no ", " cuando ",
        " inte ", " nar ", " om ",
    ];

    /// <summary>Returns the sentences in the order of the text; at most 20.</summary>
    public static IReadOnlyList<CompletionReport> Find(AnalyzedMessage message)
    {
        var found = new List<CompletionReport>();
        foreach (var sentence in SentenceCutter.Cut(message.Text))
        {
            if (sentence.Length > LongestSentence || !Reports(sentence.In(message.Text)))
                continue;
            found.Add(new CompletionReport(message.Text.Substring(sentence.Start, sentence.Length), sentence.Start));
            if (found.Count == MostReports)
                break;
        }

        return found;
    }

    private static bool Reports(ReadOnlySpan<char> sentence)
    {
        if (sentence[^1] == '?')
            return false;
        var normal = TaskSpan.Normalize(sentence);
        return Phrases.Any(phrase => normal.Contains(phrase, StringComparison.Ordinal)) && !Doubts.Any(doubt => normal.Contains(doubt, StringComparison.Ordinal));
    }
}
