using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>The form of a request to connect an IMAP mailbox; whether it may be connected is decided by the grain.</summary>
internal static class ImapRequestPolicy
{
    public const int MaxDisplayName = 200;
    public const int MaxCredential = 1000;

    private const int MaxHost = 253;
    private const int MaxEmail = 254;

    public static ImapConnectionRequest Check(ImapRequest request, FieldErrors fields)
    {
        var security = request.Security ?? TransportSecurity.Tls;
        var port = request.Port ?? (security == TransportSecurity.Tls ? 993 : 143);
        if (port is < 1 or > 65535)
            fields.Add("port", "Must be a port from 1 to 65535.");

        var host = fields.Required("host", request.Host, MaxHost);
        if (host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '@' or '?' or '#'))
            fields.Add("host", "Must be a host name or address without scheme, path or port.");

        return new ImapConnectionRequest(
            host,
            port,
            fields.Required("username", request.Username, MaxCredential),
            fields.Required("password", request.Password, MaxCredential),
            security,
            fields.Optional("email", request.Email, MaxEmail),
            fields.Optional("display_name", request.DisplayName, MaxDisplayName));
    }
}
