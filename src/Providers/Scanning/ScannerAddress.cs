using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailAgent.Providers.Scanning;

/// <summary>The address of clamd, which the operator configures.</summary>
internal static class ScannerAddress
{
    private const int HighestPort = 65535;

    // Of sun_path, in bytes.
    private const int LongestPath = 100;

    /// <returns>Null if the text is no address.</returns>
    public static EndPoint? Parse(string text)
    {
        if (text.StartsWith('/'))
            return Encoding.UTF8.GetByteCount(text) <= LongestPath ? new UnixDomainSocketEndPoint(text) : null;
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= HighestPort
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : null;
    }
}
