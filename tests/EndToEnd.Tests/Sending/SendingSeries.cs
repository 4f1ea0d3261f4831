using System.Globalization;
using System.Net;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A random series of requests, failures and crashes. Its order depends on the seed alone; what becomes of a message also on time.</summary>
internal sealed class SendingSeries(SendingWorld world, int seed, Action<string> log)
{
    private const int LongestPause = 60;

    /// <summary>Longer than all replies to one message, so that a cut can fall behind each of them, and behind all.</summary>
    private const int MostBytes = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The failures that recipients demand; most demand none.</summary>
    private static readonly string[] Failures =
        ["", "", "", "", "", "", ".rcpt450x1", ".rcpt450x2", ".rcpt550", ".rcptcutx1", ".halfx1", ".end451x1", ".end554", ".lost", ".taken"];

    private readonly Random _random = new(seed);
    private readonly List<Letter> _letters = [];
    private DraftSeries? _drafts;
    private int _subjects;

    /// <summary>Gets the messages whose sending was requested.</summary>
    public IReadOnlyList<Letter> Letters => _letters;

    /// <summary>Gets the drafts.</summary>
    public DraftSeries Drafts => _drafts ??= new DraftSeries(world, _random, seed, _letters);

    public async Task RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
            log($"{step}: {await StepAsync(step, steps)}");
        world.Proxy.Heal();
    }

    // Each crash happens at least once, however short the series is.
    private Task<string> StepAsync(int step, int steps) => step == steps / 4 ? KillPostfixAsync()
        : step == steps / 2 ? KillProductAsync()
        : step == steps * 3 / 4 ? KillFaultyAsync()
        : _random.Next(100) switch
        {
            < 35 => SendAsync(),
            < 50 => ScheduleAsync(),
            < 62 => CancelAsync(),
            < 68 => ChangeAsync(),
            < 84 => Drafts.StepAsync(),
            < 92 => CutAsync(),
            < 94 => KillPostfixAsync(),
            < 96 => KillFaultyAsync(),
            < 98 => KillProductAsync(),
            _ => RetryAsync(),
        };

    private async Task<string> SendAsync()
    {
        var letter = await WriteAsync(AnyMailbox(), undoSeconds: _random.Next(3));
        return $"send {letter.Subject} to {string.Join(' ', letter.Recipients)}";
    }

    private async Task<string> ScheduleAsync()
    {
        var letter = await WriteAsync(AnyMailbox(), undoSeconds: null);
        return $"schedule {letter.Subject} to {string.Join(' ', letter.Recipients)}";
    }

    /// <summary>Cancels a new message within its time for undoing, which always succeeds, or any other one.</summary>
    private async Task<string> CancelAsync()
    {
        var isCertain = _letters.Count == 0 || _random.Next(2) == 0;
        var letter = isCertain ? await WriteAsync(AnyMailbox(), undoSeconds: 60) : _letters[_random.Next(_letters.Count)];
        var answer = await world.Client.SendAsync(HttpMethod.Post, $"/outgoing/{letter.Id}/cancel");
        Assert.True(answer.Status == HttpStatusCode.OK || (!isCertain && letter.IsCancelled != true && answer.Status == HttpStatusCode.Conflict), $"{letter.Subject}: {answer}");
        letter.IsCancelled = answer.Status == HttpStatusCode.OK;
        return $"cancel {letter.Subject}: {answer.Status}";
    }

    private async Task<string> ChangeAsync()
    {
        var scheduled = _letters.Where(letter => letter is { IsScheduled: true, IsCancelled: not true }).ToList();
        if (scheduled.Count == 0)
            return "change nothing";
        var letter = scheduled[_random.Next(scheduled.Count)];
        var answer = await world.Client.SendAsync(HttpMethod.Patch, $"/emails/scheduled/{letter.Id}", new { send_at = Soon() });
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.BadRequest, $"{letter.Subject}: {answer}");
        return $"change {letter.Subject}: {answer.Status}";
    }

    /// <summary>Sends again what surely was not sent to all recipients.</summary>
    private async Task<string> RetryAsync()
    {
        var failed = (await world.Client.ListAsync()).Where(CanRetry).OrderBy(mail => mail.Id, StringComparer.Ordinal).ToList();
        if (failed.Count == 0)
            return "retry nothing";
        var mail = failed[_random.Next(failed.Count)];
        var answer = await world.Client.SendAsync(HttpMethod.Post, $"/outgoing/{mail.Id}/retry");
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{mail.Subject}: {answer}");
        return $"retry {mail.Subject}: {answer.Status}";
    }

    /// <summary>Sends a message over connections that are cut after some bytes of the server's replies.</summary>
    private async Task<string> CutAsync()
    {
        var bytes = _random.Next(MostBytes);
        world.Proxy.CutAfter(bytes);
        var mailbox = Pick(world.Mailboxes.Where(mailbox => mailbox.Route != SendingRoute.Faulty).ToList());
        var letter = await WriteAsync(mailbox, undoSeconds: 0);
        await Eventually.True(async () => HasEnded(await ReadAsync(letter)), Limit);
        world.Proxy.Heal();
        return $"cut after {bytes} bytes, {letter.Subject} to {string.Join(' ', letter.Recipients)}";
    }

    private async Task<string> KillPostfixAsync()
    {
        await world.KillPostfixAsync(SendAsync);
        return "kill Postfix";
    }

    private async Task<string> KillFaultyAsync()
    {
        await world.KillFaultyAsync(SendAsync);
        return "kill the faulty server";
    }

    /// <summary>Kills the product at any moment of a request and of what it causes.</summary>
    private async Task<string> KillProductAsync()
    {
        var moment = TimeSpan.FromMilliseconds(_random.Next(LongestPause));
        var sending = Task.WhenAll(WriteAsync(AnyMailbox(), undoSeconds: 0), WriteAsync(AnyMailbox(), undoSeconds: 0));
        await Task.WhenAny(sending, Task.Delay(moment));
        await world.KillProductAsync(_random);
        await sending;
        return "kill the product";
    }

    /// <summary>Writes a message and has it sent.</summary>
    /// <param name="undoSeconds">The time for undoing; null to schedule it for soon.</param>
    private async Task<Letter> WriteAsync(SendingMailbox mailbox, int? undoSeconds)
    {
        // All random numbers before the first wait, so that a series does not depend on time.
        var subject = $"s{seed.ToString(CultureInfo.InvariantCulture)}x{_subjects++}";
        var recipients = RecipientsOf(mailbox);
        var body = new Dictionary<string, object>
        {
            ["connection_id"] = mailbox.ConnectionId,
            ["to"] = recipients,
            ["subject"] = subject,
            ["body_text"] = $"Text of {subject}.",
        };
        if (undoSeconds is { } seconds)
            body["undo_seconds"] = seconds;
        else
            body["send_at"] = Soon();
        if (_random.Next(8) == 0)
            body["attachment_ids"] = new[] { await world.Client.UploadAsync($"{subject}.txt", Encoding.ASCII.GetBytes($"File of {subject}.")) };

        var answer = await world.Client.SendAsync<SendAnswer>(HttpMethod.Post, undoSeconds is null ? "/emails/schedule" : "/emails/send", body);
        var letter = new Letter(answer.Id, subject, mailbox, recipients, IsScheduled: undoSeconds is null);
        lock (_letters)
            _letters.Add(letter);
        return letter;
    }

    private List<string> RecipientsOf(SendingMailbox mailbox)
    {
        var number = _subjects;
        var count = _random.Next(1, 4);
        var recipients = mailbox.Route == SendingRoute.Faulty
            ? Enumerable.Range(0, count).Select(n => $"m{number}-{n}{Pick(Failures)}@{SendingWorld.FaultyDomain}").ToList()
            : [.. Enumerable.Range(1, 50).OrderBy(_ => _random.Next()).Take(count).Select(n => $"user{n}@{PostfixServer.Domain}")];
        if (mailbox.Route != SendingRoute.Faulty && _random.Next(8) == 0)
            recipients[^1] = $"never@{PostfixServer.Domain}";
        return recipients;
    }

    private SendingMailbox AnyMailbox() => Pick(world.Mailboxes);

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private string Soon() => TimeProvider.System.GetUtcNow().AddSeconds(_random.Next(2, 6)).ToString("O", CultureInfo.InvariantCulture);

    private Task<OutgoingAnswer> ReadAsync(Letter letter) => world.Client.GetAsync<OutgoingAnswer>($"/outgoing/{letter.Id}");

    /// <summary>Indicates whether the first attempt has ended, with whatever result.</summary>
    private static bool HasEnded(OutgoingAnswer mail) => mail.Attempts > 0 && (mail.State != "sending" || mail.Error is not null);

    private static bool CanRetry(OutgoingAnswer mail) =>
        mail.State is "failed" or "sent"
        && mail.Recipients.Any(recipient => recipient.State == "failed")
        && mail.Recipients.All(recipient => recipient.State != "unknown");
}
