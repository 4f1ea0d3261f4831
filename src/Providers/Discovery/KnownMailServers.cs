using System.Collections.Frozen;
using EmailAgent.Providers.Imap;

namespace EmailAgent.Providers.Discovery;

/// <summary>The servers of large providers, which publish no records that lead to them, or none that are complete.</summary>
internal static class KnownMailServers
{
    private const string AppPassword = "The provider accepts no account password here: create an app password for it.";

    private static readonly KnownMailServer[] All =
    [
        new("imap.gmail.com", 993, ServerSecurity.Tls, "smtp.gmail.com", 465, ServerSecurity.Tls)
        {
            Provider = "gmail", FilesSentMail = true, Note = AppPassword, Domains = ["gmail.com", "googlemail.com"], MailExchangers = ["google.com", "googlemail.com"],
        },
        new("outlook.office365.com", 993, ServerSecurity.Tls, "smtp.office365.com", 587, ServerSecurity.StartTls)
        {
            Provider = "outlook", FilesSentMail = true, MailExchangers = ["protection.outlook.com"],
        },
        new("outlook.office365.com", 993, ServerSecurity.Tls, "smtp-mail.outlook.com", 587, ServerSecurity.StartTls)
        {
            Provider = "outlook", FilesSentMail = true, Domains = ["outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.de", "live.de"],
        },
        new("imap.mail.yahoo.com", 993, ServerSecurity.Tls, "smtp.mail.yahoo.com", 465, ServerSecurity.Tls)
        {
            Note = AppPassword, Domains = ["yahoo.com", "ymail.com", "rocketmail.com", "yahoo.de", "yahoo.fr", "yahoo.co.uk"], MailExchangers = ["yahoodns.net"],
        },
        new("imap.aol.com", 993, ServerSecurity.Tls, "smtp.aol.com", 465, ServerSecurity.Tls) { Note = AppPassword, Domains = ["aol.com", "aol.de"] },
        new("imap.mail.me.com", 993, ServerSecurity.Tls, "smtp.mail.me.com", 587, ServerSecurity.StartTls)
        {
            Note = AppPassword, Domains = ["icloud.com", "me.com", "mac.com"], MailExchangers = ["mail.icloud.com"],
        },
        new("imap.gmx.net", 993, ServerSecurity.Tls, "mail.gmx.net", 465, ServerSecurity.Tls)
        {
            Note = "Allow access by IMAP in the settings of the mailbox first.", Domains = ["gmx.de", "gmx.net", "gmx.at", "gmx.ch"],
        },
        new("imap.gmx.com", 993, ServerSecurity.Tls, "mail.gmx.com", 465, ServerSecurity.Tls) { Domains = ["gmx.com", "gmx.us", "gmx.co.uk"] },
        new("imap.web.de", 993, ServerSecurity.Tls, "smtp.web.de", 587, ServerSecurity.StartTls)
        {
            Note = "Allow access by IMAP in the settings of the mailbox first.", Domains = ["web.de"],
        },
        new("secureimap.t-online.de", 993, ServerSecurity.Tls, "securesmtp.t-online.de", 465, ServerSecurity.Tls)
        {
            Note = "The provider takes the password for e-mail programs, not that of the account.", Domains = ["t-online.de", "magenta.de"],
        },
        new("mx.freenet.de", 993, ServerSecurity.Tls, "mx.freenet.de", 587, ServerSecurity.StartTls) { Domains = ["freenet.de"] },
        new("posteo.de", 993, ServerSecurity.Tls, "posteo.de", 465, ServerSecurity.Tls) { Domains = ["posteo.de", "posteo.net"] },
        new("imap.mailbox.org", 993, ServerSecurity.Tls, "smtp.mailbox.org", 465, ServerSecurity.Tls) { Domains = ["mailbox.org"], MailExchangers = ["mailbox.org"] },
        new("imap.fastmail.com", 993, ServerSecurity.Tls, "smtp.fastmail.com", 465, ServerSecurity.Tls)
        {
            Note = AppPassword, Domains = ["fastmail.com", "fastmail.fm"], MailExchangers = ["messagingengine.com"],
        },
        new("imap.zoho.com", 993, ServerSecurity.Tls, "smtp.zoho.com", 465, ServerSecurity.Tls) { Domains = ["zoho.com", "zohomail.com"], MailExchangers = ["zoho.com"] },
        new("imap.zoho.eu", 993, ServerSecurity.Tls, "smtp.zoho.eu", 465, ServerSecurity.Tls) { Domains = ["zohomail.eu"], MailExchangers = ["zoho.eu"] },
        new("imap.mail.com", 993, ServerSecurity.Tls, "smtp.mail.com", 465, ServerSecurity.Tls) { Domains = ["mail.com", "email.com"] },
    ];

    private static readonly FrozenDictionary<string, KnownMailServer> ByDomain =
        All.SelectMany(server => server.Domains.Select(domain => KeyValuePair.Create(domain, server))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for a domain that is not known.</returns>
    public static KnownMailServer? OfDomain(string domain) => ByDomain.GetValueOrDefault(domain);

    /// <summary>Finds the provider that receives the mail of a domain.</summary>
    /// <param name="exchanger">The host of an MX record.</param>
    /// <returns>Null for a host that is not known.</returns>
    public static KnownMailServer? OfMailExchanger(string exchanger) =>
        Array.Find(All, server => server.MailExchangers.Any(suffix => exchanger.EndsWith($".{suffix}", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Finds the provider of an IMAP server; of several with the same server the one of the domain.</summary>
    /// <returns>Null for an IMAP host that is not known.</returns>
    public static KnownMailServer? OfImapHost(string host, string domain) =>
        All.Where(server => server.Imap.Host.Equals(host, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(server => server.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase))
            .FirstOrDefault();

    /// <summary>Indicates whether a host is a server of a provider that is known.</summary>
    public static bool IsHost(string host) => Array.Exists(
        All, server => server.Imap.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || server.Smtp.Host.Equals(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Indicates whether a submission server files a copy of what it sends into the mailbox's folder for sent mail: not into that of a mailbox elsewhere, or
    /// of another user.
    /// </summary>
    public static bool FilesSentMail(ImapAccountSettings settings) => settings.Smtp is { } way
        && way.Username.Equals(settings.Username, StringComparison.OrdinalIgnoreCase)
        && Array.Exists(
            All,
            server => server.FilesSentMail
                && server.Smtp.Host.Equals(way.Host, StringComparison.OrdinalIgnoreCase)
                && server.Imap.Host.Equals(settings.Host, StringComparison.OrdinalIgnoreCase));
}
