using System.Buffers.Text;
using System.Globalization;

namespace EmailAgent.Mail.Sasl;

/// <summary>The text form of SCRAM's messages (RFC 5802 section 7).</summary>
internal static class ScramText
{
    /// <summary>Escapes commas and equals signs in a name.</summary>
    public static string Escape(string name)
        => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>Values of attributes that must come first, in this order; what follows them is for extensions.</summary>
    /// <exception cref="SaslException">The attributes do not come first, or a mandatory extension is requested.</exception>
    public static string[] Attributes(string message, string names)
    {
        var parts = message.Split(',');
        if (parts.Length < names.Length || !names.Select((name, i) => parts[i].StartsWith($"{name}=", StringComparison.Ordinal)).All(found => found))
        {
            throw new SaslException("The server's message is not one of SCRAM.");
        }

        return [.. parts.Take(names.Length).Select(part => part[2..])];
    }

    public static byte[] Bytes(string base64)
        => Base64.IsValid(base64) && base64.Length > 0
            ? Convert.FromBase64String(base64)
            : throw new SaslException("The server's message is not one of SCRAM: no base64.");

    public static int Iterations(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= SaslLimits.MinimumIterations and <= SaslLimits.MaximumIterations
            ? count
            : throw new SaslException($"The server asks for a number of iterations outside {SaslLimits.MinimumIterations} to {SaslLimits.MaximumIterations}.");
}
