using EmailAgent.Delivery.Smtp;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers.Tests.Discovery;

public sealed class KnownMailServersTests
{
    [Theory]
    [InlineData("imap.gmail.com", "smtp.gmail.com", "user", true)]
    [InlineData("outlook.office365.com", "SMTP.Office365.com", "USER", true)]
    [InlineData("imap.example.org", "smtp.gmail.com", "user", false)]
    [InlineData("imap.gmail.com", "smtp.gmail.com", "other", false)]
    [InlineData("imap.gmail.com", "smtp.example.org", "user", false)]
    [InlineData("imap.gmx.net", "mail.gmx.net", "user", false)]
    public void Servers_ThatFileSentMailIntoTheMailbox_AreKnown(string imap, string smtp, string username, bool files)
    {
        var settings = new ImapAccountSettings(imap, 993, ImapSecurity.Tls, "user") { Smtp = new SmtpAccountSettings(smtp, 587, SmtpSecurity.StartTls, username) };

        Assert.Equal(files, KnownMailServers.FilesSentMail(settings));
        Assert.False(KnownMailServers.FilesSentMail(settings with { Smtp = null }));
    }

    [Theory]
    [InlineData("aspmx.l.google.com", "gmail")]
    [InlineData("example-org.mail.protection.outlook.com", "outlook")]
    [InlineData("mx.example.org", null)]
    [InlineData("notgoogle.com", null)]
    public void MailExchanger_OfACustomer_LeadsToItsProvider(string exchanger, string? provider) =>
        Assert.Equal(provider, KnownMailServers.OfMailExchanger(exchanger)?.Provider);

    [Theory]
    [InlineData("SMTP.fastmail.com", true)]
    [InlineData("imap.fastmail.com", true)]
    [InlineData("fastmail.com", false)]
    public void Hosts_OfProviders_AreKnown(string host, bool known) => Assert.Equal(known, KnownMailServers.IsHost(host));
}
