using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>The form of a request to connect a mailbox with a password; what its provider requires is checked by the grain.</summary>
internal static class ConnectRequestPolicy
{
    public const int MaxDisplayName = 200;
    public const int MaxCredential = 1000;

    private const int MaxHost = 253;
    private const int MaxEmail = 254;

    public static ServerConnectionRequest Check(KnownProvider provider, ConnectRequest request, FieldErrors fields)
    {
        if (string.IsNullOrEmpty(request.Username) && string.IsNullOrEmpty(request.Email))
            fields.AddMissing("username");
        return new ServerConnectionRequest(
            provider.Name,
            fields.Optional("host", OrNull(request.Host), MaxHost),
            request.Port,
            fields.Optional("username", OrNull(request.Username), MaxCredential),
            fields.Required("password", request.Password, MaxCredential),
            request.Security,
            fields.Optional("email", OrNull(request.Email), MaxEmail),
            fields.Optional("display_name", request.DisplayName, MaxDisplayName))
        {
            Smtp = CheckSmtp(request.Smtp, fields),
        };
    }

    /// <summary>Returns the address to find servers for.</summary>
    public static string Check(DiscoverRequest request, FieldErrors fields) => fields.Required("email", request.Email, MaxEmail);

    /// <returns>Null for none.</returns>
    public static SubmissionServerRequest? CheckSmtp(SmtpServerRequest? request, FieldErrors fields) => request is null
        ? null
        : new SubmissionServerRequest(
            fields.Required("smtp.host", request.Host, MaxHost),
            request.Port,
            request.Security,
            fields.Optional("smtp.username", OrNull(request.Username), MaxCredential),
            fields.Optional("smtp.password", OrNull(request.Password), MaxCredential));

    // An empty text is that of a field which a person left empty.
    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
