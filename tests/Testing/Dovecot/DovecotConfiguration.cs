using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>Writes the configuration of a Dovecot 2.3 that runs without root and keeps everything in one folder.</summary>
internal sealed record DovecotConfiguration(
    string Folder, string User, string Group, int ImapPort, int ImapsPort, int LmtpPort, DovecotOptions Options)
{
    public string MailFolder => Path.Combine(Folder, "mail");

    public string PasswordFile => Path.Combine(Folder, "passwords");

    public string CertificateFile => Path.Combine(Folder, "certificate.pem");

    public string KeyFile => Path.Combine(Folder, "key.pem");

    /// <summary>The text of dovecot.conf.</summary>
    public string Text => string.Join('\n', General, Users, Mailboxes, Services);

    private string General => $"""
        protocols = imap lmtp
        listen = 127.0.0.1
        base_dir = {Folder}/run
        state_dir = {Folder}/run
        log_path = /dev/stderr
        default_internal_user = {User}
        default_internal_group = {Group}
        default_login_user = {User}
        default_process_limit = 200
        default_client_limit = {Limit(2)}
        default_vsz_limit = 1G
        disable_plaintext_auth = no
        auth_mechanisms = plain login scram-sha-1 scram-sha-256
        auth_failure_delay = 0
        ssl = yes
        ssl_cert = <{CertificateFile}
        ssl_key = <{KeyFile}
        mail_max_userip_connections = 0
        mailbox_idle_check_interval = {Options.IdleCheckInterval.TotalSeconds:0}s
        mail_fsync = never
        {(Options.FilesByDetail ? "lmtp_save_to_detail_mailbox = yes" : "")}
        {CapabilityLine()}
        """;

    // A user with a changed password stands in the password file: right password - accepted by the first database;
    // wrong one - denied by the second, which only asks whether the user is listed. All others have the password "pw".
    private string Users => $$"""
        passdb {
          driver = passwd-file
          args = scheme=PLAIN {{PasswordFile}}
        }
        passdb {
          driver = passwd-file
          args = scheme=PLAIN {{PasswordFile}}
          deny = yes
        }
        passdb {
          driver = static
          args = password={{DovecotServer.DefaultPassword}}
        }
        userdb {
          driver = static
          args = uid={{User}} gid={{Group}} home={{MailFolder}}/%u allow_all_users=yes
        }
        first_valid_uid = 1
        mail_location = maildir:~/Maildir
        """;

    private static string Mailboxes => """
        namespace inbox {
          inbox = yes
          separator = /
          mailbox Sent {
            special_use = \Sent
            auto = subscribe
          }
          mailbox Trash {
            special_use = \Trash
            auto = subscribe
          }
          mailbox Junk {
            special_use = \Junk
            auto = subscribe
          }
          mailbox Drafts {
            special_use = \Drafts
            auto = subscribe
          }
          mailbox Archive {
            special_use = \Archive
            auto = subscribe
          }
        }
        """;

    // Without the penalty listener a wrong password is answered at once, however many there were before.
    private string Services => $$"""
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service auth {
          client_limit = {{Limit(2)}}
        }
        service imap-login {
          chroot =
          service_count = 0
          process_limit = 2
          client_limit = {{Limit(1)}}
          inet_listener imap {
            port = {{ImapPort}}
          }
          inet_listener imaps {
            port = {{ImapsPort}}
            ssl = yes
          }
        }
        service imap {
          process_limit = {{Limit(1)}}
          unix_listener imap-master {
          }
        }
        service imap-hibernate {
          unix_listener imap-hibernate {
            mode = 0600
          }
        }
        service lmtp {
          process_min_avail = 1
          inet_listener lmtp {
            port = {{LmtpPort}}
          }
        }
        protocol imap {
          imap_hibernate_timeout = {{(Options.Hibernate ? "1s" : "0")}}
        }
        """;

    private string Limit(int factor) => (factor * (Options.MaxConnections + 100)).ToString(CultureInfo.InvariantCulture);

    private string CapabilityLine()
    {
        if (Options.HiddenCapabilities.Count == 0)
            return "";
        string[] all =
        [
            "IMAP4rev1", "SASL-IR", "LOGIN-REFERRALS", "ID", "ENABLE", "IDLE", "SORT", "THREAD=REFERENCES", "MULTIAPPEND",
            "UNSELECT", "CHILDREN", "NAMESPACE", "UIDPLUS", "LIST-EXTENDED", "CONDSTORE", "QRESYNC", "ESEARCH", "ESORT",
            "SEARCHRES", "WITHIN", "CONTEXT=SEARCH", "LIST-STATUS", "BINARY", "MOVE", "SPECIAL-USE", "LITERAL+", "NOTIFY",
        ];
        return "imap_capability = " + string.Join(' ', all.Except(Options.HiddenCapabilities, StringComparer.OrdinalIgnoreCase));
    }
}
