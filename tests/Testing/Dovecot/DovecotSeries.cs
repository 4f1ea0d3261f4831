using System.Globalization;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>
/// A reproducible series of changes to one user's mail on the server: deliveries, flags, moves between folders, deletions.
/// What it does depends on the seed and on what is there, not on who is watching.
/// </summary>
public sealed class DovecotSeries(DovecotServer server, string user, int seed)
{
    private static readonly string[] Folders = ["INBOX", "Archive", "Projects/A", "Projects/B"];
    private readonly Random _random = new(seed);
    private readonly DovecotMailbox _mailbox = server.Mailbox(user);

    /// <summary>Subjects of what was delivered, in order; each occurs once.</summary>
    public List<string> Deliveries { get; } = [];

    /// <summary>Makes one change, or none where it finds nothing to change.</summary>
    /// <returns>What was done, for a test's output.</returns>
    public async Task<string> StepAsync() => _random.Next(8) switch
    {
        0 or 1 or 2 => await DeliverAsync(),
        3 or 4 => await OnSomeAsync("flags " + (_random.Next(2) == 0 ? "add" : "remove"), _random.Next(2) == 0 ? @"\Seen" : @"\Flagged $Custom"),
        5 or 6 => await MoveSomeAsync(),
        _ => await OnSomeAsync("expunge"),
    };

    /// <summary>Delivers a new message to INBOX.</summary>
    public async Task<string> DeliverAsync()
    {
        var subject = $"m{seed.ToString(CultureInfo.InvariantCulture)}x{Deliveries.Count}";
        await server.DeliverAsync(user, Message(subject));
        Deliveries.Add(subject);
        return "deliver " + subject;
    }

    /// <summary>Returns a small message with this subject, and a Message-ID made of it.</summary>
    public static byte[] Message(string subject) => Encoding.ASCII.GetBytes(
        $"From: a@example.org\r\nTo: b@example.org\r\nSubject: {subject}\r\nDate: Sat, 1 Aug 2026 10:00:00 +0000\r\nMessage-ID: <{subject}@example.org>\r\n\r\nText of {subject}.\r\n");

    private async Task<string> MoveSomeAsync()
    {
        var target = Folders[_random.Next(Folders.Length)];
        await _mailbox.MaildirAsync(target);
        var folder = Folders[_random.Next(Folders.Length)];
        if (folder == target || await SomeUidsAsync(folder) is not { } uids)
            return "move nothing";

        await server.DoveadmAsync("move", "-u", user, target, "mailbox", folder, "uid", uids);
        return $"move {folder} {uids} to {target}";
    }

    private async Task<string> OnSomeAsync(string command, params string[] arguments)
    {
        var folder = Folders[_random.Next(Folders.Length)];
        if (await SomeUidsAsync(folder) is not { } uids)
            return command + " nothing";

        await server.DoveadmAsync([.. command.Split(' '), "-u", user, .. arguments, "mailbox", folder, "uid", uids]);
        return $"{command} {string.Join(' ', arguments)} {folder} {uids}";
    }

    private async Task<string?> SomeUidsAsync(string folder)
    {
        var uids = (await _mailbox.StateAsync())
            .Where(message => message.Folder == folder)
            .OrderBy(_ => _random.Next())
            .Take(_random.Next(1, 4))
            .Select(message => message.Uid.ToString(CultureInfo.InvariantCulture))
            .ToList();
        return uids.Count == 0 ? null : string.Join(',', uids);
    }
}
