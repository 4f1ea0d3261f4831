using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Search;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>Users, mailboxes, organizations and keys that change at random, over HTTP and in a model beside it. What is refused is part of the model.</summary>
internal sealed class ShareWorld : IDisposable
{
    private static readonly string[] Names = ["none", "read", "send", "manage"];
    private static readonly string[] Scopes = ["mail:read", "mail:modify", "events:read", "connections:read"];
    private static readonly SearchDocumentBuilder Documents = new();

    private readonly Random _random;
    private readonly ApiClient _admin;
    private readonly List<Person> _people = [];
    private readonly List<Firm> _firms = [];
    private readonly List<Reader> _readers = [];

    private ShareWorld(ApiClient admin, Random random)
    {
        _admin = admin;
        _random = random;
    }

    public List<Mailbox> Mailboxes { get; } = [];

    /// <summary>Those who can read at this moment: people and their keys.</summary>
    public IReadOnlyList<Reader> Readers => [.. _readers.Where(reader => !reader.Person.Disabled)];

    public static async Task<ShareWorld> CreateAsync(ApiHost host, Random random)
    {
        var world = new ShareWorld(await host.RegisterAdminAsync(), random);
        for (var i = 0; i < 4; i++)
        {
            var person = new Person(await host.RegisterAsync());
            world._people.Add(person);
            world._readers.Add(new Reader(person, person.Client, Bound: null));
            for (var left = random.Next(2); left >= 0; left--)
                world.Mailboxes.Add(await CreateMailboxAsync(person));
        }

        foreach (var chief in world._people.Take(2))
            world._firms.Add(new Firm(await Team.CreateAsync(chief.Client), chief, [chief], []));
        foreach (var firm in world._firms)
        {
            foreach (var person in world._people.Where(person => person != firm.Chief && random.Next(3) > 0))
                await JoinAsync(firm, person);
        }

        return world;
    }

    /// <summary>What the model says: 0 nothing, 1 read, 2 send, 3 manage, 4 owner.</summary>
    public int AccessOf(Reader reader, Mailbox mailbox) =>
        reader.Bound is { } bound && bound != mailbox ? 0
        : mailbox.Owner == reader.Person ? 4
        : mailbox.Owner.Disabled ? 0
        : _firms.Where(firm => firm.Members.Contains(reader.Person)).Max(firm => (int?)Given(firm, mailbox, reader.Person)) ?? 0;

    /// <summary>Does something, and answers what.</summary>
    public async Task<string> ChangeAsync()
    {
        var (firm, person, mailbox) = (Any(_firms), Any(_people), Any(Mailboxes));
        return _random.Next(10) switch
        {
            0 => await MoveAsync(firm, person),
            1 => await MakeKeyAsync(person, mailbox),
            2 => await CloseAsync(person),
            3 or 4 => await WithdrawAsync(firm, Any(firm.Members), Known(firm) ?? mailbox),
            5 => await ShareAsync(firm, person, Known(firm) ?? mailbox),
            _ => await ShareAsync(firm, mailbox.Owner, mailbox),
        };
    }

    public T Any<T>(IReadOnlyCollection<T> all) => all.ElementAt(_random.Next(all.Count));

    public void Dispose()
    {
        _admin.Dispose();
        _readers.ForEach(reader => reader.Client.Dispose());
    }

    private Mailbox? Known(Firm firm) => firm.Shares.Count == 0 ? null : Any(firm.Shares.Keys);

    private async Task<string> MoveAsync(Firm firm, Person person)
    {
        if (person == firm.Chief || person.Disabled || firm.Chief.Disabled)
            return "nothing";
        if (!firm.Members.Contains(person))
        {
            await JoinAsync(firm, person);
            return "join";
        }

        Assert.Equal(204, (int)(await firm.Team.RemoveAsync(_random.Next(2) == 0 ? person.Client : firm.Chief.Client, person.Client)).Status);
        firm.Members.Remove(person);
        foreach (var mailbox in firm.Shares.Keys.Where(mailbox => mailbox.Owner == person).ToList())
            firm.Shares.Remove(mailbox);
        foreach (var share in firm.Shares.Values)
            share.Members.Remove(person);
        return "leave";
    }

    private async Task<string> MakeKeyAsync(Person person, Mailbox mailbox)
    {
        if (person.Disabled)
            return "nothing";
        var bound = _random.Next(3) == 0 ? null : mailbox;
        var created = await person.Client.PostAsync(KeyCalls.Path, new { name = "key", scopes = Scopes, connection_ids = bound is null ? null : new[] { bound.Id } });
        var expected = bound is null || AccessOf(new Reader(person, person.Client, null), bound) > 0 ? 201 : 400;
        Assert.Equal(expected, (int)created.Status);
        if (expected == 201)
            _readers.Add(new Reader(person, person.Client.With(created), bound));
        return "key";
    }

    private async Task<string> CloseAsync(Person person)
    {
        person.Disabled = !person.Disabled;
        Assert.Equal(200, (int)(await _admin.PatchAsync($"/api/v1/admin/users/{person.Client.UserId:N}", new { disabled = person.Disabled })).Status);
        if (!person.Disabled)
            await LogInAsync(person); // disabling ended the session
        return person.Disabled ? "disable" : "enable";
    }

    private async Task LogInAsync(Person person)
    {
        using var anonymous = person.Client.Host.Anonymous();
        var login = await anonymous.PostAsync("/api/v1/auth/login", new { email = person.Email, password = "correct horse" });
        var mine = _readers.FindIndex(reader => reader.Client == person.Client);
        person.Client.Dispose();
        person.Client = new ApiClient(anonymous.Host, login.Text("access_token")) { UserId = person.Client.UserId };
        _readers[mine] = new Reader(person, person.Client, Bound: null);
    }

    private async Task<string> ShareAsync(Firm firm, Person by, Mailbox mailbox)
    {
        if (by.Disabled)
            return "nothing";
        var members = firm.Members.Where(_ => _random.Next(3) == 0).ToDictionary(member => member, _ => 1 + _random.Next(3));
        var share = new Share(members.Count == 0 ? 1 + _random.Next(3) : Math.Max(0, _random.Next(6) - 2), members);
        var expected = !firm.Members.Contains(by) ? 404
            : !firm.Shares.ContainsKey(mailbox) ? (mailbox.Owner == by ? 200 : 404)
            : Given(firm, mailbox, by) >= 3 ? 200
            : Given(firm, mailbox, by) > 0 || by == firm.Chief ? 403 : 404;
        var answer = await firm.Team.ShareAsync(
            by.Client, mailbox.Seed, share.Everybody == 0 ? null : Names[share.Everybody], [.. members.Select(member => (member.Key.Client, Names[member.Value]))]);
        Assert.True(expected == (int)answer.Status, $"share: {(int)answer.Status} instead of {expected}: {System.Text.Encoding.UTF8.GetString(answer.Body)}");
        if (expected == 200)
            firm.Shares[mailbox] = share;
        return $"share ({expected})";
    }

    private async Task<string> WithdrawAsync(Firm firm, Person by, Mailbox mailbox)
    {
        if (by.Disabled)
            return "nothing";
        var given = Given(firm, mailbox, by);
        var expected = !firm.Shares.ContainsKey(mailbox) ? 404 : given >= 3 || by == firm.Chief ? 204 : given > 0 ? 403 : 404;
        Assert.Equal(expected, (int)(await firm.Team.WithdrawAsync(by.Client, mailbox.Seed)).Status);
        if (expected == 204)
            firm.Shares.Remove(mailbox);
        return $"withdraw ({expected})";
    }

    private static int Given(Firm firm, Mailbox mailbox, Person person) =>
        !firm.Shares.TryGetValue(mailbox, out var share) ? 0
        : mailbox.Owner == person ? 4
        : Math.Max(share.Everybody, share.Members.GetValueOrDefault(person));

    private static async Task JoinAsync(Firm firm, Person person)
    {
        await firm.Team.JoinAsync(person.Client, by: firm.Chief.Client);
        firm.Members.Add(person);
    }

    private static async Task<Mailbox> CreateMailboxAsync(Person owner)
    {
        var mark = $"mark{Guid.NewGuid():N}";
        var seed = await MailSeed.CreateAsync(owner.Client);
        owner.Email ??= (await owner.Client.GetAsync("/api/v1/profile")).Text("email");
        var emails = await seed.AddAsync(1, "email.received", (_, message) => message with
        {
            Subject = mark,
            Document = Documents.Build(new SearchContent { Date = message.Date, Subject = mark, BodyText = mark, FromEmail = "sender@example.org" }),
        });
        return new Mailbox(owner, seed, Assert.Single(emails), mark);
    }

    public sealed class Person(ApiClient client)
    {
        public ApiClient Client { get; set; } = client;

        public string? Email { get; set; }

        public bool Disabled { get; set; }
    }

    public sealed record Mailbox(Person Owner, MailSeed Seed, string Email, string Mark)
    {
        public string Id => $"{Seed.ConnectionId:N}";
    }

    /// <summary>A person, or a key that sees all mailboxes of its owner or one.</summary>
    public sealed record Reader(Person Person, ApiClient Client, Mailbox? Bound);

    private sealed record Share(int Everybody, Dictionary<Person, int> Members);

    private sealed record Firm(Team Team, Person Chief, HashSet<Person> Members, Dictionary<Mailbox, Share> Shares);
}
