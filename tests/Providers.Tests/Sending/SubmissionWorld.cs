using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Egress;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Sending;

/// <summary>The submission of mailboxes whose submission server is on a loopback port.</summary>
internal sealed class SubmissionWorld : IDisposable
{
    private readonly SubmissionPool _pool;
    private readonly int _port;

    /// <param name="port">Where the server listens.</param>
    /// <param name="options">How connections behave; null to close each one after its message.</param>
    /// <param name="time">The clock; null for that of the system.</param>
    public SubmissionWorld(int port, SmtpSubmitOptions? options = null, TimeProvider? time = null)
    {
        _port = port;
        var bound = Options.Create(options ?? new SmtpSubmitOptions { KeepOpen = TimeSpan.Zero });
        _pool = new SubmissionPool(bound, time ?? TimeProvider.System);
        var egress = new EgressPolicy(Options.Create(new EgressOptions { Allow = ["127.0.0.0/8"] }));
        Submitter = new SmtpSubmitter(new SmtpConnector(bound, egress, TimeProvider.System), _pool);
    }

    public SmtpSubmitter Submitter { get; }

    public MailboxAccount Account(string password = "secret", SmtpSecurity security = SmtpSecurity.None) => new(
        Settings(new SmtpAccountSettings("127.0.0.1", _port, security, "ann")), new PasswordCredentials(password));

    public static string Settings(SmtpAccountSettings? way) =>
        new ImapAccountSettings("imap.example.org", 993, ImapSecurity.Tls, "ann") { Smtp = way }.ToJson();

    public static MailToSubmit Mail(params string[] recipients) => Mail("Hello.\r\n", recipients);

    public static MailToSubmit Mail(string body, string[] recipients) => new(
        "<one@example.org>",
        "ann@example.org",
        recipients,
        Encoding.ASCII.GetBytes($"From: ann@example.org\r\nTo: bob@example.org\r\nSubject: x\r\nMessage-ID: <one@example.org>\r\n\r\n{body}"));

    public Task<SubmitResult> SubmitAsync(params string[] recipients) => Submitter.SubmitAsync(Account(), Mail(recipients), CancellationToken.None);

    public void Dispose() => _pool.Dispose();
}
