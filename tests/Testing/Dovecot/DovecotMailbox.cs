using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>A user's mail on a <see cref="DovecotServer"/>, accessed through the file system: fast for many messages.</summary>
public sealed class DovecotMailbox
{
    private static int _sequence;
    private readonly DovecotServer _server;

    internal DovecotMailbox(DovecotServer server, string user, string folder)
    {
        _server = server;
        User = user;
        Folder = folder;
    }

    public string User { get; }

    /// <summary>The maildir of INBOX; other folders are <c>.Name</c> below it, <c>.A.B</c> for A/B (Maildir++).</summary>
    public string Folder { get; }

    /// <summary>Creates a folder; the separator is <c>/</c>. INBOX and the special folders come with the user's first login or delivery.</summary>
    public Task CreateFolderAsync(string folder) => _server.DoveadmAsync("mailbox", "create", "-u", User, "-s", folder);

    /// <summary>
    /// Puts a message into a folder, which is created when missing. UIDs follow the order of the calls once Dovecot looks.
    /// </summary>
    /// <param name="folder">INBOX or a name with the separator <c>/</c>, plain ASCII.</param>
    /// <param name="raw">The message, with LF or CRLF.</param>
    /// <param name="flags">Maildir letters: S seen, F flagged, R answered, D draft, T deleted.</param>
    /// <param name="received">Becomes INTERNALDATE. Default: now.</param>
    public async Task AddAsync(string folder, ReadOnlyMemory<byte> raw, string flags = "", DateTimeOffset? received = null)
    {
        var maildir = await MaildirAsync(folder);
        var when = received ?? TimeProvider.System.GetUtcNow();
        var sequence = Interlocked.Increment(ref _sequence).ToString("D9", CultureInfo.InvariantCulture);
        // The base name's number decides the order of UIDs, and its first part is the time Dovecot sorts by.
        var name = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.M{sequence}P{Environment.ProcessId}.test,S={raw.Length}:2,{SortedFlags(flags)}";
        var staged = Path.Combine(maildir, "tmp", name);
        await File.WriteAllBytesAsync(staged, raw);
        File.SetLastWriteTimeUtc(staged, when.UtcDateTime);
        File.Move(staged, Path.Combine(maildir, "cur", name));
    }

    /// <summary>Resets UIDVALIDITY like <see cref="DovecotServer.ResetUidValidityAsync"/>.</summary>
    public async Task ResetUidValidityAsync(string folder)
    {
        var maildir = await MaildirAsync(folder);
        await _server.KickAsync(User);
        var before = await UidValidityAsync(folder);
        foreach (var file in Directory.EnumerateFiles(maildir, "dovecot*"))
            File.Delete(file);
        // Dovecot takes the time in seconds for a new UIDVALIDITY; within the second of the last one it would not change.
        await _server.DoveadmAsync("mailbox", "update", "-u", User, "--uid-validity", (before + 1).ToString(CultureInfo.InvariantCulture), folder);
    }

    /// <summary>Returns the folder's current UIDVALIDITY.</summary>
    public async Task<long> UidValidityAsync(string folder)
    {
        var status = await _server.DoveadmAsync("-f", "flow", "mailbox", "status", "-u", User, "uidvalidity", folder);
        return long.Parse(status.Trim().Split("uidvalidity=")[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Returns all messages of all folders, as Dovecot's own tools report them, by folder and UID.</summary>
    public async Task<IReadOnlyList<ServerMessage>> StateAsync()
    {
        var table = await _server.DoveadmAsync("-f", "tab", "fetch", "-u", User, "mailbox uid flags", "mailbox", "*");
        return [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(row => ServerMessage.Of(row[0], long.Parse(row[1], CultureInfo.InvariantCulture), row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .OrderBy(message => message.Folder, StringComparer.Ordinal).ThenBy(message => message.Uid)];
    }

    /// <summary>Returns the path of the folder's mail on disk; creates a missing folder.</summary>
    public async Task<string> MaildirAsync(string folder)
    {
        var path = folder == "INBOX" ? Folder : Path.Combine(Folder, "." + folder.Replace('/', '.'));
        if (!Directory.Exists(Path.Combine(path, "cur")))
            await CreateFolderAsync(folder);
        return path;
    }

    private static string SortedFlags(string flags) => string.Concat(flags.Order());
}
