using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Tasks;

/// <summary>Decides which tasks of a thread later messages of it report as done. Pure.</summary>
internal static class TaskClosing
{
    // Words of reports themselves, such as "sent" and "attached", do not name their subject.
    private static readonly HashSet<string> ReportWords = [.. """
        done sent send finished finish completed complete completion ready attached attach attachment attachments find paid signed booked updated uploaded set taken care everything thanks thank hi hello
        erledigt fertig geschickt schicken gesendet bezahlt gebucht anbei anhang danke alles hallo fait envoye envoyer termine pret ci joint piece jointe merci bonjour
        hecho enviado enviar terminado listo lista adjunto adjunta gracias hola klart klar skickat skicka bifogat bifogar tack hej
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(WordStems.Of)];

    /// <summary>
    /// Returns the tasks that are done, each with the first report. The person who does the task must have written the report, after the task was asked for. The report
    /// names the subject of the task; one without a subject, such as "Done.", is of the only task that the person has in the thread.
    /// </summary>
    public static IReadOnlyList<(Guid TaskId, DatedReport Report)> Find(IReadOnlyList<OpenTask> tasks, IReadOnlyList<DatedReport> reports)
    {
        var closed = new List<(Guid TaskId, DatedReport Report)>();
        var ordered = reports.OrderBy(report => report.Date).ThenBy(report => report.MessageId).ThenBy(report => report.Report.Start).ToList();
        foreach (var task in tasks.OrderBy(task => task.Date).ThenBy(task => task.Id))
        {
            if (ordered.FirstOrDefault(report => Closes(report, task, tasks)) is { } first)
                closed.Add((task.Id, first));
        }

        return closed;
    }

    private static bool Closes(DatedReport report, OpenTask task, IReadOnlyList<OpenTask> tasks)
    {
        if (report.Date <= task.Date || report.Sender != task.Assignee)
            return false;
        var subject = Subject(report.Report.Quote);
        return subject.Count > 0
            ? subject.Overlaps(Subject(task.Text))
            : tasks.Count(other => other.Assignee == task.Assignee && other.Date < report.Date) == 1;
    }

    private static HashSet<string> Subject(string text)
    {
        var subject = new HashSet<string>(StringComparer.Ordinal);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(text);
        while (reader.Read(word) is > 0 and var length)
        {
            var stem = WordStems.Of(new string(word[..length]));
            if (stem.Length > 2 && !CommonWords.Include(stem) && !ReportWords.Contains(stem))
                subject.Add(stem);
        }

        return subject;
    }
}
