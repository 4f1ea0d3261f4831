using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>The document with which a server explains that it refuses a token (RFC 7628 section 3.2.2), as text to show.</summary>
internal static class ErrorDocument
{
    private const int Length = 500;

    public static string Read(ReadOnlySpan<byte> challenge)
    {
        var text = Encoding.UTF8.GetString(challenge[..Math.Min(challenge.Length, Length)]);
        return string.Concat(text.Where(c => !char.IsControl(c)));
    }
}
