using System.Globalization;

namespace EmailAgent.Grains.Tasks;

/// <summary>Writes tasks as an iCalendar object of to-dos (RFC 5545). Pure.</summary>
internal static class TaskCalendarWriter
{
    private const string DateFormat = "yyyyMMdd";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Returns the object. Times are in UTC; a task without a time of day is due on a date.</summary>
    public static string Write(IReadOnlyList<MailTask> tasks)
    {
        var calendar = new CalendarLines();
        calendar.Add("BEGIN", "VCALENDAR");
        calendar.Add("VERSION", "2.0");
        calendar.Add("PRODID", "-//EmailAgent//Tasks//EN");
        calendar.Add("CALSCALE", "GREGORIAN");
        calendar.Add("METHOD", "PUBLISH");
        // RFC 7986, and what older programs read in its place.
        calendar.AddText("NAME", "Tasks");
        calendar.AddText("X-WR-CALNAME", "Tasks");
        calendar.Add("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        var written = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var task in tasks)
            Add(calendar, task, task.ParentTaskId is { } parent && written.Contains(parent) ? parent : null);
        calendar.Add("END", "VCALENDAR");
        return calendar.ToString();
    }

    private static void Add(CalendarLines calendar, MailTask task, string? parentId)
    {
        calendar.Add("BEGIN", "VTODO");
        calendar.Add("UID", Uid(task.Id));
        calendar.Add("DTSTAMP", Time(task.UpdatedAt));
        calendar.Add("CREATED", Time(task.CreatedAt));
        calendar.Add("LAST-MODIFIED", Time(task.UpdatedAt));
        calendar.AddText("SUMMARY", task.Title);
        if (task.Description.Length > 0)
            calendar.AddText("DESCRIPTION", task.Description);
        if (task.DueAt is { } due)
            calendar.Add(task.DueHasTime ? "DUE" : "DUE;VALUE=DATE", task.DueHasTime ? Time(due) : due.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture));
        calendar.Add("STATUS", Status(task.Status));
        if (task.CompletedAt is { } completed)
            calendar.Add("COMPLETED", Time(completed));
        calendar.Add("PRIORITY", Priority(task.Priority));
        if (parentId is not null)
            calendar.Add("RELATED-TO", Uid(parentId));
        calendar.Add("END", "VTODO");
    }

    private static string Uid(string id) => $"{id}@emailagent";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string Status(string status) => status switch
    {
        TaskStates.InProgress => "IN-PROCESS",
        TaskStates.Done => "COMPLETED",
        TaskStates.Cancelled => "CANCELLED",
        _ => "NEEDS-ACTION",
    };

    // 1 is the highest; 1 to 4 count as high, 5 as medium, 6 to 9 as low (section 3.8.1.9).
    private static string Priority(string priority) => priority switch
    {
        TaskUrgencies.Urgent => "1",
        TaskUrgencies.High => "3",
        TaskUrgencies.Low => "9",
        _ => "5",
    };
}
