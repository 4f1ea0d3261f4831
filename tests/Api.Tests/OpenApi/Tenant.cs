using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Search;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>A user with random mailboxes and keys, everything of which bears a mark: of the user, or of one mailbox.</summary>
internal sealed class Tenant : IDisposable
{
    private static readonly string[] Scopes =
        [.. PermissionNames.List(PermissionGrants.OfKeys & PermissionGrants.OfRole(Roles.User)).Where(scope => scope.EndsWith(":read", StringComparison.Ordinal))];

    private static readonly SearchDocumentBuilder Documents = new();

    private readonly ApiClient _owner;
    private readonly List<Reader> _readers = [];

    private Tenant(ApiClient owner) => _owner = owner;

    public string Mark { get; } = $"user{Guid.NewGuid():N}";

    /// <summary>Ids of the user's, by their place in paths and by the names of parameters.</summary>
    public Dictionary<string, List<string>> Ids { get; } = [];

    public List<string> MailboxMarks { get; } = [];

    /// <summary>Who reads for the user, and the mailboxes that each of them may read.</summary>
    public IReadOnlyList<Reader> Readers => _readers;

    public static async Task<Tenant> CreateAsync(ApiHost host, Random random)
    {
        var tenant = new Tenant(await host.RegisterAsync());
        for (var left = random.Next(3); left >= 0; left--)
            await tenant.AddMailboxAsync(random);
        foreach (var feature in IsolationCases.All)
        {
            foreach (var (kind, id) in await feature.CreateMarkedAsync(tenant._owner, tenant.Mark))
                tenant.Keep(kind, id);
        }

        tenant._readers.Add(new Reader(tenant._owner, tenant.MailboxMarks));
        await tenant.AddKeyAsync(null, tenant.MailboxMarks);
        var bound = random.Next(tenant.MailboxMarks.Count);
        await tenant.AddKeyAsync(tenant.Ids["connections"][bound], [tenant.MailboxMarks[bound]]);
        return tenant;
    }

    public void Dispose() => _readers.ForEach(reader => reader.Client.Dispose());

    private async Task AddMailboxAsync(Random random)
    {
        var mark = $"mailbox{Guid.NewGuid():N}";
        var seed = await MailSeed.CreateAsync(_owner);
        var emails = await seed.AddAsync(1 + random.Next(4), "email.received", (_, message) => message with
        {
            Subject = mark,
            Preview = mark,
            BodyText = mark,
            FromEmail = $"{mark}@example.org",
            FromName = mark,
            Document = Documents.Build(new SearchContent { Date = message.Date, Subject = $"common {mark}", BodyText = mark, FromEmail = $"{mark}@example.org" }),
        });
        await _owner.PatchAsync($"/api/v1/connections/{seed.ConnectionId:N}", new { display_name = mark });
        MailboxMarks.Add(mark);
        Keep("connections", $"{seed.ConnectionId:N}");
        Keep("labels", $"{seed.InboxId:N}");
        foreach (var email in emails)
            Keep("emails", email);
    }

    private async Task AddKeyAsync(string? connectionId, IReadOnlyList<string> marks)
    {
        var created = await _owner.PostAsync(KeyCalls.Path, new { name = Mark, scopes = Scopes, connection_ids = connectionId is null ? null : new[] { connectionId } });
        Keep("api-keys", created.Text("id"));
        _readers.Add(new Reader(_owner.With(created), marks));
    }

    private void Keep(string kind, string id)
    {
        if (!Ids.TryGetValue(kind, out var ids))
            Ids[kind] = ids = [];
        ids.Add(id);
    }

    /// <summary>Somebody, or a key, and the marks of the mailboxes that may be seen.</summary>
    public sealed record Reader(ApiClient Client, IReadOnlyList<string> Marks);
}
