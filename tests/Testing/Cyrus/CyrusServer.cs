namespace EmailAgent.Testing;

/// <summary>A private Cyrus 3.6. Any user logs in with any password and has an INBOX at once.</summary>
public static class CyrusServer
{
    private static readonly UnpackedPeer Peer = new("Cyrus", "usr/lib/cyrus/bin/master");

    /// <summary>Gets the reason for skipping tests with Cyrus; null if it is installed.</summary>
    public static string? Missing => Peer.Missing;

    /// <summary>Starts a server and waits until it greets.</summary>
    public static Task<ImapPeer> StartAsync() => ImapPeer.StartAsync("cyrus", async (folder, port) =>
    {
        var root = await Peer.RootAsync(folder);
        await ServerAccount.RunAsync(["mkdir", "-p", .. new[] { "conf", "spool", "lock", "proc", "sock" }.Select(name => $"{folder}/{name}")]);
        await File.WriteAllTextAsync($"{folder}/imapd.conf", Configuration(folder));
        await File.WriteAllTextAsync($"{folder}/cyrus.conf", Services(root, folder, port));
        return $"""
            {UnpackedPeer.Libraries(root)}
            export CYRUS_USER={ServerAccount.User}
            exec {root}/usr/lib/cyrus/bin/master -C {folder}/imapd.conf -M {folder}/cyrus.conf -p {folder}/pid -D
            """;
    });

    private static string Configuration(string folder) => $"""
        configdirectory: {folder}/conf
        proc_path: {folder}/proc
        mboxname_lockpath: {folder}/lock
        defaultpartition: default
        partition-default: {folder}/spool
        altnamespace: no
        unixhierarchysep: no
        allowplaintext: yes
        sasl_pwcheck_method: alwaystrue
        sasl_mech_list: PLAIN
        autocreate_quota: 100000
        specialusealways: 1
        conversations: 1
        imapidlepoll: 1
        cyrus_user: {ServerAccount.User}
        lmtpsocket: {folder}/sock/lmtp
        idlesocket: {folder}/sock/idle
        notifysocket: {folder}/sock/notify

        """;

    private static string Services(string root, string folder, int port) => $$"""
        START {
          recover cmd="{{root}}/usr/lib/cyrus/bin/ctl_cyrusdb -C {{folder}}/imapd.conf -r"
        }
        SERVICES {
          imap cmd="{{root}}/usr/lib/cyrus/bin/imapd -C {{folder}}/imapd.conf" listen="127.0.0.1:{{port}}" proto="tcp4" prefork=1 maxchild=50
        }
        EVENTS {
          checkpoint cmd="{{root}}/usr/lib/cyrus/bin/ctl_cyrusdb -C {{folder}}/imapd.conf -c" period=30
        }

        """;
}
