namespace EmailAgent.Mail.Smtp.Replies;

/// <summary>Reads the answer to EHLO (RFC 5321 section 4.1.1.1): its first line greets, each other one is a keyword with parameters.</summary>
internal static class EhloParser
{
    private const string OldAuth = "AUTH=";

    public static SmtpCapabilities Parse(SmtpReply reply) => new(reply.Lines.Skip(1).Select(Extension));

    // Servers of the last century write "AUTH=LOGIN PLAIN" too, some only that.
    private static KeyValuePair<string, string> Extension(string line)
    {
        if (line.StartsWith(OldAuth, StringComparison.OrdinalIgnoreCase))
        {
            return new("AUTH", line[OldAuth.Length..].Trim());
        }

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(line, "") : new(line[..space], line[(space + 1)..].Trim());
    }
}
