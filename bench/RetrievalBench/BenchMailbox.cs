using System.Diagnostics;
using EmailAgent.Database;
using EmailAgent.Database.Migrations;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Secrets;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search;
using EmailAgent.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.RetrievalBench;

/// <summary>A mailbox in a database of its own, and the searches of the product on it.</summary>
internal sealed class BenchMailbox : IAsyncDisposable
{
    private const int BatchSize = 200;

    private static readonly DateTimeOffset Oldest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Guid _userId = Guid.NewGuid();
    private int _count;

    private BenchMailbox(TestDatabase database, ServiceProvider services)
    {
        _database = database;
        _services = services;
    }

    private Visibility Sees => Visibility.OfAll(_userId);

    /// <param name="model">As of the setting <c>Embedding:Model</c>.</param>
    public static async Task<BenchMailbox> CreateAsync(string model)
    {
        var database = await TestDatabase.CreateAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Embedding:Model", model)]).Build();
        var services = new ServiceCollection().AddLogging().AddDatabase(database.ConnectionString).AddSecrets(configuration)
            .AddLocalEmbedding(configuration).AddGrains(configuration).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(default);
        return new BenchMailbox(database, services);
    }

    /// <summary>Stores messages without subjects; returns their ids in their order.</summary>
    public async Task<IReadOnlyList<Guid>> AddAsync(IReadOnlyList<ListMail> mail)
    {
        var (connectionId, epoch, inbox) = await ConnectAsync();
        var documents = new SearchDocumentBuilder();
        var messages = mail.Select((message, i) => MessageOf(message, i, inbox, documents)).ToList();
        foreach (var batch in messages.Chunk(BatchSize))
        {
            var commit = new MailboxCommit { UserId = _userId, ConnectionId = connectionId, Epoch = epoch, Added = batch };
            await _services.GetRequiredService<MailboxStore>().CommitAsync(commit, default);
        }

        _count = messages.Count;
        return [.. messages.Select(message => message.Id)];
    }

    /// <summary>Gives vectors to all messages, without the rests that the job takes.</summary>
    public async Task EmbedAsync()
    {
        const int Together = 32;
        var embedder = _services.GetRequiredService<IMessageEmbedder>();
        var store = _services.GetRequiredService<VectorStore>();
        UnembeddedMessage? last = null;
        var watch = Stopwatch.StartNew();
        while (await store.ReadNextAsync(_userId, embedder.Model, last, Together, default) is { Count: > 0 } messages)
        {
            var vectors = embedder.Embed([.. messages.Select(message => EmbeddedText.Of(message.Subject, message.Sender, message.Text))], default);
            await store.WriteAsync(_userId, embedder.Model, [.. messages.Select((message, i) => new MessageVector(message.Id, vectors[i]))], default);
            last = messages[^1];
        }

        Console.WriteLine($"{embedder.Model}: {_count} messages in {watch.Elapsed.TotalSeconds:F1} s, {watch.Elapsed.TotalMilliseconds / _count:F1} ms a message");
    }

    /// <summary>Returns the ids of the first page of a search, best first; none if the query has nothing to search for.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(string query, string mode, int pageSize)
    {
        var request = new SearchRequest(query, 1, pageSize, ByRelevance: true, null, mode);
        if (mode == SearchModes.Text)
            return [.. (await _services.GetRequiredService<MailSearch>().SearchAsync(Sees, request, default)).Page?.Items.Select(hit => hit.Email.Id) ?? []];
        return [.. (await _services.GetRequiredService<MeaningSearch>().SearchAsync(Sees, request, default)).Value?.Items.Select(hit => hit.Email.Id) ?? []];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<(Guid ConnectionId, long Epoch, Guid Inbox)> ConnectAsync()
    {
        await using var command = _services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "INSERT INTO users (id, email, email_key, password_hash, created_at, updated_at) VALUES ($1, 'bench@example.org', 'bench@example.org', '', now(), now())");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _userId });
        await command.ExecuteNonQueryAsync();
        var connectionId = Guid.CreateVersion7();
        await _services.GetRequiredService<ConnectionStore>().InsertAsync(
            new NewConnection(_userId, connectionId, "imap", "bench@127.0.0.1:1", "bench@example.org", null, "{}", [1], ConnectionStatus.AuthenticationFailed), default);
        var store = _services.GetRequiredService<MailboxStore>();
        var epoch = await store.BeginSessionAsync(_userId, connectionId, default);
        var labels = await store.SaveLabelsAsync(_userId, connectionId, epoch, [new("INBOX", "INBOX", "inbox")], default);
        return (connectionId, epoch, labels.Labels.Single().Id);
    }

    private static NewMessage MessageOf(ListMail mail, int number, Guid inbox, SearchDocumentBuilder documents)
    {
        var date = Oldest.AddMinutes(number);
        return new NewMessage
        {
            Id = Guid.CreateVersion7(),
            Site = new PlacedSite(inbox, number + 1),
            Identity = Guid.NewGuid(),
            Date = date,
            ReceivedAt = date,
            Size = mail.Text.Length,
            Subject = "",
            FromEmail = "list@example.org",
            Preview = "",
            BodyText = PgText.Clean(mail.Text),
            MessageId = $"{number}@example.org",
            Document = documents.Build(new SearchContent { Date = date, Subject = "", BodyText = mail.Text, FromEmail = "list@example.org" }),
        };
    }
}
