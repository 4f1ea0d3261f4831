using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Imap;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>Stored connections as their owners see them, and the other way round.</summary>
internal static class ConnectionMapping
{
    public static Connection ToConnection(this StoredConnection stored) => new(
        stored.Id.ToString("N"),
        stored.Provider,
        stored.Email,
        stored.DisplayName,
        stored.Status,
        stored.Error,
        stored.LookedAt,
        stored.CreatedAt,
        stored.Provider == ImapProvider.ProviderName ? ToImapSettings(ImapAccountSettings.Parse(stored.Settings)) : null);

    /// <summary>The connection to insert, without its secret.</summary>
    public static NewConnection ToNewConnection(this ImapConnectionRequest request, MailboxId id)
    {
        var settings = ToAccountSettings(request);
        return new NewConnection(
            id.UserId,
            id.ConnectionId,
            ImapProvider.ProviderName,
            AccountKey(settings),
            request.Email ?? settings.Username,
            request.DisplayName,
            settings.ToJson(),
            Secret: [],
            ConnectionStatus.Connecting);
    }

    private static ImapAccountSettings ToAccountSettings(ImapConnectionRequest request) => new(
        request.Host,
        request.Port,
        request.Security switch
        {
            TransportSecurity.Tls => ImapSecurity.Tls,
            TransportSecurity.StartTls => ImapSecurity.StartTls,
            _ => ImapSecurity.None,
        },
        request.Username);

    /// <summary>Two connections with the same key are the same mailbox.</summary>
    private static string AccountKey(ImapAccountSettings settings) =>
        $"{settings.Username}@{settings.Host.ToLowerInvariant()}:{settings.Port}";

    private static ImapSettings ToImapSettings(ImapAccountSettings settings) => new(
        settings.Host,
        settings.Port,
        settings.Username,
        settings.Security switch
        {
            ImapSecurity.Tls => TransportSecurity.Tls,
            ImapSecurity.StartTls => TransportSecurity.StartTls,
            _ => TransportSecurity.None,
        });
}
