using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace EmailAgent.Providers.Discovery.Autoconfig;

/// <summary>A configuration for mail programs, in the format of Thunderbird (<c>config-v1.1.xml</c>).</summary>
internal static class AutoconfigDocument
{
    /// <summary>Largest document; published ones have a few thousand characters.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>Servers of a kind that are considered.</summary>
    private const int MaxServers = 20;

    private const int MaxUsername = 254;

    private static readonly XmlReaderSettings Settings = new()
    {
        // Neither entities that grow nor files and addresses that a document names.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxLength,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads the servers that can be used with a password over TLS.</summary>
    /// <returns>Null for a document that is none of this format.</returns>
    public static FoundServers? Read(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            return XDocument.Load(reader).Root is { Name.LocalName: "clientConfig" } root && Child(root, "emailProvider") is { } provider ? ReadServers(provider) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static FoundServers ReadServers(XElement provider)
    {
        var incoming = Servers(provider, "incomingServer", "imap").ToList();
        var submission = Servers(provider, "outgoingServer", "smtp").ToList();
        return new FoundServers(
            incoming.Where(TakesPassword).Select(ReadServer).FirstOrDefault(server => server is not null),
            submission.Where(TakesPassword).Select(ReadServer).FirstOrDefault(server => server is not null))
        {
            Notes = incoming.Count > 0 && !incoming.Exists(TakesPassword) ? ["The domain offers only a sign-in with its provider, which this installation cannot use; create an app password if the provider has such."] : [],
        };
    }

    /// <summary>Lists the servers of a kind, those with TLS from the first byte first (RFC 8314), otherwise in the order of the document.</summary>
    private static IEnumerable<XElement> Servers(XElement provider, string element, string type) => provider.Elements()
        .Where(server => server.Name.LocalName == element && (string?)server.Attribute("type") == type)
        .Take(MaxServers)
        .OrderBy(server => SecurityOf(server) == ServerSecurity.Tls ? 0 : 1);

    /// <returns>Null for a server that is not complete, or without TLS.</returns>
    private static FoundServer? ReadServer(XElement server)
    {
        var host = Text(server, "hostname");
        var username = Text(server, "username") is { Length: > 0 and <= MaxUsername } given && !given.Any(char.IsControl) ? given : UserPlaceholders.Address;
        return SecurityOf(server) is { } security
            && MailDomain.IsHostName(host)
            && int.TryParse(Text(server, "port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? new FoundServer(new ServerAddress(host.ToLowerInvariant(), port, security), username, ServerSources.Autoconfig, ServerConfidence.High)
            : null;
    }

    private static ServerSecurity? SecurityOf(XElement server) => Text(server, "socketType").ToUpperInvariant() switch
    {
        "SSL" or "TLS" => ServerSecurity.Tls,
        "STARTTLS" => ServerSecurity.StartTls,
        _ => null,
    };

    // A server may list several ways to log in; one without any takes a password.
    private static bool TakesPassword(XElement server)
    {
        var ways = server.Elements().Where(child => child.Name.LocalName == "authentication").Select(way => way.Value.Trim()).ToList();
        return ways.Count == 0 || ways.Exists(way => way.StartsWith("password-", StringComparison.OrdinalIgnoreCase) || way.Equals("plain", StringComparison.OrdinalIgnoreCase));
    }

    private static string Text(XElement server, string name) => Child(server, name)?.Value.Trim() ?? "";

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
