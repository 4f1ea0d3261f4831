using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Tasks;
using EmailAgent.Stores.Tests.Priority;

namespace EmailAgent.Stores.Tests.Tasks;

/// <summary>A mailbox whose mail is analyzed, and short ways to read and write the tasks of its owner.</summary>
internal sealed class TaskWorld
{
    private static readonly TaskFields NoFields = new(null, null, null, null, null, null, null, null);

    private readonly StoreFixture _storage;

    private TaskWorld(StoreFixture storage, PriorityWorld mail) => (_storage, Mail) = (storage, mail);

    public PriorityWorld Mail { get; }

    public Guid UserId => Mail.UserId;

    public Visibility Sees => Mail.Sees;

    private TaskStore Store => _storage.Get<TaskStore>();

    private TaskReader Reader => _storage.Get<TaskReader>();

    public static async Task<TaskWorld> CreateAsync(StoreFixture storage) => new(storage, await PriorityWorld.CreateAsync(storage));

    public async Task<IReadOnlyList<MailTask>> ListAsync(Visibility? sees = null)
    {
        var query = new TaskQuery([], [], null, null, null, null, TaskSorts.Created, 1, 100);
        return (await Reader.ListAsync(sees ?? Sees, query, null, null, default)).Items;
    }

    public Task<MailTask?> FindAsync(Guid id) => Reader.FindAsync(Sees, id, default);

    public Task<TaskResult> CreateAsync(Guid id, string title, Guid? parentId = null, int limit = 1000, TaskQuote? quote = null, Visibility? sees = null)
    {
        var fields = NoFields with { Title = title, ParentTaskId = parentId?.ToString("N"), Evidence = quote is null ? null : [quote] };
        return Store.CreateAsync(sees ?? Sees, id, TaskPolicy.Check(fields, isNew: true).Value!, limit, Entry(), default);
    }

    public Task<TaskResult> UpdateAsync(Guid id, Func<TaskFields, TaskFields> change, DateTimeOffset? expected = null, Visibility? sees = null) =>
        Store.UpdateAsync(sees ?? Sees, id, TaskPolicy.Check(change(NoFields), isNew: false).Value!, expected, Entry(), default);

    public Task<TaskResult> DeleteAsync(Guid id, DateTimeOffset? expected = null, Visibility? sees = null) => Store.DeleteAsync(sees ?? Sees, id, expected, Entry(), default);

    public Task<bool?> ExtractAsync(Guid messageId, Visibility? sees = null) => _storage.Get<TaskExtraction>().ExtractAsync(sees ?? Sees, messageId, default);

    /// <summary>Has all mail of the user analyzed again, as after a new version of the step.</summary>
    public async Task AnalyzeAgainAsync()
    {
        await _storage.ScalarAsync<long>(
            "WITH again AS (UPDATE message_analysis SET state = 'waiting', versions = '' WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM again", UserId);
        await Mail.AnalyzeAsync();
    }

    public async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await Mail.Mailbox.EventsAsync()).Select(logged => logged.Type).Where(type => type.StartsWith("task.", StringComparison.Ordinal))];

    public static Guid IdOf(MailTask task) => Guid.ParseExact(task.Id, "N");

    private AuditEntry Entry() => new(
        UserId, TaskActions.Change, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(UserId, null), Origin: null);
}
