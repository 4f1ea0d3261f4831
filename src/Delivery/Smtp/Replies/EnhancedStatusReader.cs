namespace EmailAgent.Delivery.Smtp.Replies;

/// <summary>Takes the enhanced status code off the lines of a reply (RFC 2034 section 4).</summary>
internal static class EnhancedStatusReader
{
    public static SmtpReply Read(int code, List<string> lines)
    {
        var status = Status(lines[0]) is { } first && first.Class == code / 100 ? first : (SmtpEnhancedStatus?)null;
        if (status is not null)
        {
            for (var i = 0; i < lines.Count; i++)
            {
                lines[i] = Status(lines[i]) == status ? After(lines[i]) : lines[i];
            }
        }

        return new SmtpReply(code, status, lines);
    }

    private static SmtpEnhancedStatus? Status(string line) => SmtpEnhancedStatus.Parse(line.AsSpan(0, Length(line)));

    private static string After(string line) => line[Length(line)..].TrimStart(' ');

    private static int Length(string line) => line.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? space : line.Length;
}
