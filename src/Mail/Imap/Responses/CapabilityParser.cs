using System.Text;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a list of capabilities, from a CAPABILITY or ENABLED response or a response code.</summary>
internal static class CapabilityParser
{
    public static ImapCapabilities Parse(ReadOnlySpan<byte> text, ImapLimits limits)
        => Parse(Encoding.UTF8.GetString(text), limits);

    public static ImapCapabilities Parse(string text, ImapLimits limits)
    {
        var names = text.Split(' ', limits.Capabilities + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length <= limits.Capabilities
            ? new ImapCapabilities(names)
            : throw new ImapProtocolException($"More than {limits.Capabilities} capabilities.");
    }
}
