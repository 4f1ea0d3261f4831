using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Finds a boundary (RFC 2046 section 5.1.1) that no body holds; the same for the same message.</summary>
internal static class Boundary
{
    /// <summary>What all boundaries of the message begin with; a digit follows. Neither base64 nor quoted-printable can hold it.</summary>
    public static string For(string messageId, IEnumerable<OutgoingPart> parts)
    {
        var literals = parts.SelectMany(part => part.Literals).ToArray();
        for (var attempt = 0; ; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId} {attempt}"));
            var boundary = $"=_{Convert.ToHexStringLower(hash.AsSpan(0, 12))}_";
            var bytes = Encoding.ASCII.GetBytes(boundary);
            if (!Array.Exists(literals, literal => literal.Span.IndexOf(bytes) >= 0))
                return boundary;
        }
    }
}
