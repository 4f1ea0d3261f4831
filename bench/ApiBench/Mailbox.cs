using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Search;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.ApiBench;

/// <summary>Fills a mailbox with invented messages, the same at each run.</summary>
internal static class Mailbox
{
    private const int Batch = 500;
    private static readonly string[] Words = "report meeting invoice release contract budget travel review design garden music coffee window planet river signal market engine letter bridge".Split(' ');
    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static async Task FillAsync(Server server, Guid userId, int count)
    {
        var connectionId = Guid.CreateVersion7();
        await server.Services.GetRequiredService<ConnectionStore>().InsertAsync(
            new NewConnection(
                userId, connectionId, "imap", "bench", "bench@example.org", null,
                """{"host":"127.0.0.1","port":1,"security":"None","username":"bench"}""", [1], ConnectionStatus.AuthenticationFailed),
            CancellationToken.None);
        var store = server.Services.GetRequiredService<MailboxStore>();
        var epoch = await store.BeginSessionAsync(userId, connectionId, CancellationToken.None);
        var labels = await store.SaveLabelsAsync(
            userId, connectionId, epoch, [new("INBOX", "INBOX", "inbox"), new("Archive", "Archive", "archive")], CancellationToken.None);

        var documents = new SearchDocumentBuilder();
        for (var first = 0; first < count; first += Batch)
        {
            var messages = Enumerable.Range(first, Math.Min(Batch, count - first)).Select(i => Message(i, labels.Labels[i % 5 == 0 ? 1 : 0].Id, documents)).ToList();
            await store.CommitAsync(new MailboxCommit { UserId = userId, ConnectionId = connectionId, Epoch = epoch, Added = messages }, CancellationToken.None);
        }

        await using var analyze = server.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("VACUUM ANALYZE");
        await analyze.ExecuteNonQueryAsync();
    }

    private static NewMessage Message(int i, Guid labelId, SearchDocumentBuilder documents)
    {
        var subject = $"{Word(i)} {Word(i * 7)} {Word(i / 3)} {i}";
        var body = string.Join(' ', Enumerable.Range(0, 120).Select(n => Word((i * 31) + (n * n))));
        var date = Newest - TimeSpan.FromMinutes(i);
        return new NewMessage
        {
            Id = Guid.CreateVersion7(),
            Site = new PlacedSite(labelId, i + 1),
            Identity = Guid.NewGuid(),
            Date = date,
            ReceivedAt = date,
            Size = 8000,
            Flags = i % 3 == 0 ? [] : ["\\Seen"],
            Subject = subject,
            FromEmail = $"{Word(i)}.{Word(i * 3)}@example.org",
            FromName = $"{Word(i)} {Word(i * 3)}",
            Preview = body[..180],
            BodyText = body,
            MessageId = $"{i}@example.org",
            Document = documents.Build(new SearchContent { Date = date, Subject = subject, FromEmail = $"{Word(i)}@example.org", BodyText = body }),
        };
    }

    private static string Word(int n) => Words[n % Words.Length];
}
