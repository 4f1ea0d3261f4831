namespace EmailAgent.Testing;

/// <summary>A private Courier 5.0. There is one user, and each connection is greeted as logged in (PREAUTH): the login needs paths of the system.</summary>
public static class CourierServer
{
    private static readonly UnpackedPeer Peer = new("Courier", "usr/sbin/couriertcpd");

    /// <summary>Gets the reason for skipping tests with Courier; null if it is installed.</summary>
    public static string? Missing => Peer.Missing;

    /// <summary>Starts a server and waits until it greets.</summary>
    public static Task<ImapPeer> StartAsync() => ImapPeer.StartAsync("courier", async (folder, port) =>
    {
        var root = await Peer.RootAsync(folder);
        await File.WriteAllTextAsync($"{folder}/imapd.sh", Imapd(root));
        return $"""
            cd {folder}
            {UnpackedPeer.Libraries(root)}
            {root}/usr/bin/maildirmake.courier Maildir
            export HOME={folder} AUTHENTICATED=user PROTOCOL=IMAP MAILDIR=Maildir
            export IMAP_CAPABILITY='IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE'
            export IMAP_KEYWORDS=1 IMAP_ACL=1 IMAP_IDLE_TIMEOUT=1 IMAP_TRASHFOLDERNAME=Trash IMAP_USELOCKS=0
            exec {root}/usr/sbin/couriertcpd -address={ImapPeer.Host} -maxprocs=40 -maxperip=40 -nodnslookup -noidentlookup {port} /bin/sh {folder}/imapd.sh
            """;
    });

    // Without a File Access Monitor the server complains before its greeting.
    private static string Imapd(string root) => $$"""
        {{root}}/usr/bin/imapd Maildir | LC_ALL=C sed -u '1{/Filesystem notification/d}'
        """;
}
