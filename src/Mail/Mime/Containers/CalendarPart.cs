namespace EmailAgent.Mail.Mime;

/// <summary>A calendar object in a message (RFC 6047).</summary>
/// <param name="Method">iTIP method in upper case, such as "REQUEST"; null if there is none.</param>
/// <param name="Part">The part; <see cref="MimePart.DecodeBytes"/> gives the iCalendar text as sent.</param>
public sealed record CalendarPart(string? Method, MimePart Part)
{
    /// <summary>Returns the calendar parts below a part, in order.</summary>
    internal static IEnumerable<CalendarPart> FindAll(MimePart part)
    {
        if (part.ContentType is { Type: "text", Subtype: "calendar" } or { Type: "application", Subtype: "ics" })
            yield return new CalendarPart(FindMethod(part), part);
        foreach (var child in part.ChildArray)
        {
            foreach (var found in FindAll(child))
                yield return found;
        }
    }

    /// <summary>Returns the method parameter, or else the METHOD line: attached files have no parameter.</summary>
    private static string? FindMethod(MimePart part)
    {
        if (part.ContentType.Parameter("method") is { Length: > 0 } method)
            return method.ToUpperInvariant();
        foreach (var line in part.DecodeText().AsSpan().EnumerateLines())
        {
            if (line.StartsWith("METHOD:", StringComparison.OrdinalIgnoreCase))
                return line["METHOD:".Length..].Trim().ToString().ToUpperInvariant();
            if (line.StartsWith("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase))
                break;
        }

        return null;
    }
}
