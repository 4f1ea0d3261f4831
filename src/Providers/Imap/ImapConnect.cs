using EmailAgent.Delivery.Smtp;
using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Providers.Imap;

/// <summary>The form in which an owner connects an IMAP mailbox, and its stored settings.</summary>
internal static class ImapConnect
{
    private const int TlsPort = 993;
    private const int PlainPort = 143;
    private const int SubmissionTlsPort = 465;
    private const int SubmissionPort = 587;

    public static ProviderDescriptor Descriptor { get; } = new(ImapProvider.ProviderName, "IMAP")
    {
        Password = new PasswordAccess(Check, Write, Read) { Submission = new SubmissionAccess(CheckSubmission, WriteSubmission, ReadSubmission) },
    };

    private static List<FormFault> Check(ServerForm form) => Check("", form.Host, form.Port);

    private static List<FormFault> CheckSubmission(SubmissionForm form) => Check("smtp.", form.Host, form.Port);

    private static List<FormFault> Check(string prefix, string host, int? port)
    {
        var faults = new List<FormFault>();
        if (port is < 1 or > 65535)
            faults.Add(new FormFault($"{prefix}port", "Must be a port from 1 to 65535."));
        if (host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '@' or '?' or '#'))
            faults.Add(new FormFault($"{prefix}host", "Must be a host name or address without scheme, path or port."));
        return faults;
    }

    private static string WriteSubmission(string settings, SubmissionForm form)
    {
        var stored = ImapAccountSettings.Parse(settings);
        var security = SmtpAccountSettings.ToSmtp(form.Security ?? (form.Port == SubmissionPort ? ServerSecurity.StartTls : ServerSecurity.Tls));
        var port = form.Port ?? (security == SmtpSecurity.Tls ? SubmissionTlsPort : SubmissionPort);
        return (stored with { Smtp = new SmtpAccountSettings(form.Host, port, security, form.Username ?? stored.Username), SmtpError = null }).ToJson();
    }

    private static SubmissionState ReadSubmission(string settings)
    {
        var stored = ImapAccountSettings.Parse(settings);
        var server = stored.Smtp is { } way ? new MailServer(way.Host, way.Port, ToServer(way.Security), way.Username) : null;
        return new SubmissionState(server, stored.SmtpError);
    }

    private static ServerSecurity ToServer(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => ServerSecurity.Tls,
        SmtpSecurity.StartTls => ServerSecurity.StartTls,
        _ => ServerSecurity.None,
    };

    private static ServerAccount Write(ServerForm form)
    {
        var security = form.Security switch
        {
            ServerSecurity.Tls or null => ImapSecurity.Tls,
            ServerSecurity.StartTls => ImapSecurity.StartTls,
            _ => ImapSecurity.None,
        };
        var port = form.Port ?? (security == ImapSecurity.Tls ? TlsPort : PlainPort);
        return new ServerAccount(
            $"{form.Username}@{form.Host.ToLowerInvariant()}:{port}",
            new ImapAccountSettings(form.Host, port, security, form.Username).ToJson(),
            form.Username);
    }

    private static MailServer Read(string settings)
    {
        var stored = ImapAccountSettings.Parse(settings);
        var security = stored.Security switch
        {
            ImapSecurity.Tls => ServerSecurity.Tls,
            ImapSecurity.StartTls => ServerSecurity.StartTls,
            _ => ServerSecurity.None,
        };
        return new MailServer(stored.Host, stored.Port, security, stored.Username);
    }
}
