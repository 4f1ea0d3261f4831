namespace EmailAgent.Providers.Scanning;

/// <summary>The replies of clamd (clamd(8), "COMMANDS").</summary>
internal static class ClamdReply
{
    public const string Pong = "PONG";

    private const string Stream = "stream: ";
    private const string Clean = "OK";
    private const string Found = " FOUND";

    /// <summary>Reads the reply to a scan.</summary>
    /// <exception cref="ScannerException">The content was not scanned, or the reply is not understood.</exception>
    public static ScanResult Read(string reply)
    {
        var text = reply.AsSpan().Trim();
        if (text.StartsWith(Stream, StringComparison.Ordinal))
        {
            var verdict = text[Stream.Length..];
            if (verdict.SequenceEqual(Clean))
                return new ScanResult(Malware: null);
            if (verdict.Length > Found.Length && verdict.EndsWith(Found, StringComparison.Ordinal))
                return new ScanResult(verdict[..^Found.Length].ToString());
        }

        throw new ScannerException($"The scanner replied: {text}");
    }
}
