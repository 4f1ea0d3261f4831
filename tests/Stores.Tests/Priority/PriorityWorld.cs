using EmailAgent.Grains.Access;
using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Stores.Tests.Priority;

/// <summary>A mailbox whose mail the product's own steps analyze.</summary>
internal sealed class PriorityWorld
{
    // A day ago, in whole seconds.
    private readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddDays(-1);

    private readonly StoreFixture _storage;
    private long _uid;

    private PriorityWorld(StoreFixture storage, TestMailbox mailbox) => (_storage, Mailbox) = (storage, mailbox);

    public TestMailbox Mailbox { get; }

    public Guid UserId => Mailbox.UserId;

    public Visibility Sees => Mailbox.Sees;

    public static async Task<PriorityWorld> CreateAsync(StoreFixture storage) =>
        new(storage, await storage.AddMailboxAsync(null, "INBOX", "Trash", "Work"));

    /// <summary>Returns a message to the owner, a minute younger than the one before.</summary>
    public NewMessage Message(string from, string text = "Hello.", string? answers = null)
    {
        var uid = ++_uid;
        var message = Mailbox.Message(uid, answers is null ? $"Subject {uid}" : "Re: Subject");
        return message with
        {
            Date = _start.AddMinutes(uid),
            ReceivedAt = _start.AddMinutes(uid),
            FromEmail = from,
            FromName = null,
            To = [new EmailAddress(null, "me@example.org")],
            BodyText = text,
            Preview = text,
            InReplyTo = answers is null ? [] : [answers],
        };
    }

    /// <summary>Returns a message of the owner, in a folder that is not the inbox.</summary>
    public NewMessage Sent(string to, string text = "Fine.", string? answers = null) => Message("me@example.org", text, answers) with
    {
        Site = new PlacedSite(Mailbox.Labels[2].Id, _uid),
        To = [new EmailAddress(null, to)],
        EventType = "email.sent",
    };

    /// <summary>Stores messages and analyzes them.</summary>
    public async Task AddAsync(params NewMessage[] messages)
    {
        await Mailbox.AddAsync(messages);
        await AnalyzeAsync();
    }

    public async Task AnalyzeAsync(string state = AnalysisStates.Waiting)
    {
        while ((await _storage.Get<AnalysisRunner>().RunAsync(UserId, state, isPatient: true, default)).IsMoreLeft)
        {
        }
    }

    public Task<bool> LearnAsync() => _storage.Get<PriorityLearner>().LearnNextAsync(UserId, default);

    public async Task<EmailSummary> ReadAsync(NewMessage message) => (await _storage.Get<MailReader>().GetAsync(Sees, message.Id, default))!.Summary;

    public async Task<float> ScoreAsync(NewMessage message) => (await ReadAsync(message)).PriorityScore!.Value;

    public Task<long> CountAsync(string column, string address) =>
        _storage.ScalarAsync<long>($"SELECT coalesce((SELECT {column} FROM correspondents WHERE user_id = $1 AND address = $2), 0)::bigint", UserId, address);

    public Task<JudgementResult> JudgeAsync(NewMessage message, bool? isImportant, bool? needsReply = null) =>
        _storage.Get<JudgementStore>().RecordAsync(Sees, message.Id, new MessageJudgement(isImportant, needsReply), default);
}
