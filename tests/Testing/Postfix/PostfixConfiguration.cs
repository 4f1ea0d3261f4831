namespace EmailAgent.Testing;

/// <summary>Writes the configuration of a Postfix that keeps everything in one folder and delivers into maildirs there.</summary>
internal sealed record PostfixConfiguration(string Folder, int Port, PostfixOptions Options)
{
    public string ConfigurationFolder => Path.Combine(Folder, "configuration");

    public string MailFolder => Path.Combine(Folder, "mail");

    public string LogFile => Path.Combine(Folder, "postfix.log");

    public string CertificateFile => Path.Combine(ConfigurationFolder, "certificate.pem");

    public string UsersFile => Path.Combine(ConfigurationFolder, "users");

    public string AccessFile => Path.Combine(ConfigurationFolder, "access");

    public string CopiesFile => Path.Combine(ConfigurationFolder, "copies");

    // Mail for other domains is accepted and returned, since virtual knows nobody there; recipients of a transport named error would be refused.
    public string Main => $"""
        compatibility_level = 3.6
        queue_directory = {Folder}/queue
        data_directory = {Folder}/data
        command_directory = /usr/sbin
        daemon_directory = {PostfixServer.DaemonFolder}
        maillog_file = {LogFile}
        maillog_file_prefixes = {Folder}
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mail.test.example
        mydestination =
        mynetworks = 127.0.0.0/8
        local_recipient_maps =
        local_transport = error:no local mail
        default_transport = virtual:
        alias_maps =
        alias_database =
        virtual_mailbox_domains = {PostfixServer.Domain}
        virtual_mailbox_base = {MailFolder}
        virtual_mailbox_maps = texthash:{UsersFile}
        virtual_uid_maps = static:{PostfixServer.Nobody}
        virtual_gid_maps = static:{PostfixServer.Nobody}
        virtual_minimum_uid = 100
        message_size_limit = {PostfixServer.MaximumSize}
        smtpd_recipient_restrictions = check_recipient_access regexp:{AccessFile}, permit_mynetworks, reject
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = {CertificateFile}
        smtpd_hard_error_limit = 1000
        {Filing}

        """;

    public string Master => $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;

    private string Filing => Options.FilingPort is { } port
        ? $$"""
            relay_domains = {{PostfixOptions.FilingDomain}}
            transport_maps = inline:{{{PostfixOptions.FilingDomain}}=lmtp:inet:[127.0.0.1]:{{port}}}
            sender_bcc_maps = regexp:{{CopiesFile}}
            """
        : "";

    // The delivery agent takes no patterns, so each user stands here.
    public static string Users => string.Concat(PostfixServer.Users.Select(user => $"{user}@{PostfixServer.Domain} {user}/\n"));

    public static string Copies => $"/^([^@+]+)@{PostfixOptions.FilingDomain.Replace(".", "\\.", StringComparison.Ordinal)}$/ $1+Sent@{PostfixOptions.FilingDomain}\n";

    public static string Access => """
        /^later@/ 450 4.2.1 try again later
        /^never@/ 550 5.1.1 no such user

        """;
}
