using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Messages written in tests: lines end in CRLF.</summary>
internal static class Raw
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static MimeMessage Parse(string text, MimeLimits? limits = null) => MimeParser.Parse(Bytes(text), limits);

    public static MimeMessage WithHeader(string name, string value) => Parse($"{name}: {value}\n\nbody\n");
}
