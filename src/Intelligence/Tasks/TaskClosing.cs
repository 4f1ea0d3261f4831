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

    // Of one thread. A stranger can write both sides of it, so that the comparisons must be few.
    private const int MostTasks = 200;
    private const int MostReports = 200;

    /// <summary>
    /// Returns the tasks that are done, each with the first report. The person who does the task must have written the report, after the task was asked for. The report
    /// names the subject of the task; one without a subject, such as "Done.", is of the only task that the person has in the thread. Of a thread, the newest 200 tasks
    /// and the newest 200 reports count.
    /// </summary>
    public static IReadOnlyList<(Guid TaskId, DatedReport Report)> Find(IReadOnlyList<OpenTask> tasks, IReadOnlyList<DatedReport> reports)
    {
        var newest = tasks.OrderByDescending(task => task.Date).ThenByDescending(task => task.Id).Take(MostTasks).ToList();
        var ordered = reports.OrderByDescending(report => report.Date).ThenByDescending(report => report.MessageId).ThenByDescending(report => report.Report.Start).Take(MostReports)
            .Reverse()
            .Select(report => new ReadReport(report, Subject(report.Report.Quote), newest.Count(task => task.Assignee == report.Sender && task.Date < report.Date)))
            .ToList();
        var closed = new List<(Guid TaskId, DatedReport Report)>();
        foreach (var task in Enumerable.Reverse(newest))
        {
            var subject = Subject(task.Text);
            if (ordered.Find(report => Closes(report, task, subject)) is { } first)
                closed.Add((task.Id, first.Report));
        }

        return closed;
    }

    private static bool Closes(ReadReport report, OpenTask task, HashSet<string> subject) =>
        report.Report.Date > task.Date && report.Report.Sender == task.Assignee && (report.Subject.Count > 0 ? report.Subject.Overlaps(subject) : report.TasksBefore == 1);

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

    /// <param name="TasksBefore">Number of tasks that its author had in the thread.</param>
    private sealed record ReadReport(DatedReport Report, HashSet<string> Subject, int TasksBefore);
}
