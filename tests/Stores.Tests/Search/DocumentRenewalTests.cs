using EmailAgent.Grains.Search;
using EmailAgent.Grains.Search.Renewal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EmailAgent.Stores.Tests.Search;

public sealed class DocumentRenewalTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Renew_OutdatedDocuments_MakesThemFoundAsIfStoredNow()
    {
        var mailbox = await storage.AddMailboxAsync();
        var messages = Enumerable.Range(1, 230).Select(uid => mailbox.Message(uid, $"Number{uid}") with
        {
            FromName = "Zoë",
            BodyText = "Party 🎉",
            To = [new("Bob", "bob@example.com")],
            Bcc = [new(null, "carol@example.com")],
            HasAttachments = true,
            Attachments = [new(Guid.NewGuid(), "2", "Contract.pdf", "application/pdf", 5, false, null)],
        }).ToArray();
        await mailbox.AddAsync(messages);
        await ExecuteAsync(mailbox, "UPDATE message_documents SET is_outdated = true WHERE user_id = $1");
        Assert.Empty(await SearchAsync(mailbox, "party"));

        // Two at once, as two processes would.
        var renewal = storage.Get<DocumentRenewal>();
        async Task RunAsync(DocumentRenewal own)
        {
            RenewedBatch? last = null;
            while (await own.RenewAsync(last, default) is { } batch)
                last = batch;
        }

        await Task.WhenAll(RunAsync(renewal), RunAsync(new DocumentRenewal(storage.DataSource, NullLogger<DocumentRenewal>.Instance)));

        foreach (var query in new[] { "party", "🎉", "from:zoe", "to:bob", "cc:carol", "filename:contract", "has:attachment" })
            Assert.Equal(230, (await SearchAsync(mailbox, query)).Count);
        Assert.Equal(messages[6].Id, Assert.Single(await SearchAsync(mailbox, "subject:number7")));
        Assert.Equal(0L, await ExecuteAsync(mailbox, "SELECT count(*) FROM message_documents WHERE user_id = $1 AND is_outdated"));
    }

    [PostgresFact]
    public async Task Renew_DocumentThatCannotBeBuilt_PassesOverItAndRenewsTheRest()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 130).Select(uid => mailbox.Message(uid, $"Number{uid}"))]);
        await ExecuteAsync(mailbox, "UPDATE message_documents SET is_outdated = true WHERE user_id = $1");
        await ExecuteAsync(
            mailbox,
            """
            UPDATE message_bodies SET addresses = '{"to": [{}]}'
            WHERE user_id = $1 AND message_id IN (SELECT id FROM messages WHERE user_id = $1 AND subject IN ('Number1', 'Number120'))
            """);
        using var service = new DocumentRenewalService(storage.Get<DocumentRenewal>(), TimeProvider.System, NullLogger<DocumentRenewalService>.Instance);

        await service.StartAsync(default);
        await service.ExecuteTask!;

        Assert.Equal(2L, await ExecuteAsync(mailbox, "SELECT count(*) FROM message_documents WHERE user_id = $1 AND is_outdated"));
        Assert.Equal(128, (await SearchAsync(mailbox, "hello")).Count);
    }

    [PostgresFact]
    public async Task Renew_DocumentThatTheDatabaseRefuses_PassesOverItAndRenewsTheRest()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 130).Select(uid => mailbox.Message(uid, $"Number{uid}"))]);
        await ExecuteAsync(mailbox, "UPDATE message_documents SET is_outdated = true WHERE user_id = $1");
        var refused = await ExecuteAsync(mailbox, "SELECT id FROM messages WHERE user_id = $1 AND subject = 'Number77'");
        await AlterAsync($"ADD CONSTRAINT refused CHECK (is_outdated OR message_id <> '{refused}') NOT VALID");
        try
        {
            using var service = new DocumentRenewalService(storage.Get<DocumentRenewal>(), TimeProvider.System, NullLogger<DocumentRenewalService>.Instance);
            await service.StartAsync(default);
            await service.ExecuteTask!;
        }
        finally
        {
            await AlterAsync("DROP CONSTRAINT refused");
        }

        Assert.Equal(refused, await ExecuteAsync(mailbox, "SELECT message_id FROM message_documents WHERE user_id = $1 AND is_outdated"));
        Assert.Equal(1L, await ExecuteAsync(mailbox, "SELECT count(*) FROM message_documents WHERE user_id = $1 AND is_outdated"));
    }

    [PostgresFact]
    public async Task Add_Message_IsNotOutdated()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(mailbox.Message(1));

        Assert.Equal(0L, await ExecuteAsync(mailbox, "SELECT count(*) FROM message_documents WHERE user_id = $1 AND is_outdated"));
    }

    private async Task<IReadOnlyList<Guid>> SearchAsync(TestMailbox mailbox, string query) =>
        [.. (await storage.Get<MailSearch>().SearchAsync(mailbox.Sees, new SearchRequest(query, 1, 500, false, "all"), default)).Page!.Items.Select(hit => Guid.ParseExact(hit.Email.Id, "N"))];

    private async Task AlterAsync(string change)
    {
        await using var command = storage.DataSource.CreateCommand($"ALTER TABLE message_documents {change}");
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ExecuteAsync(TestMailbox mailbox, string sql)
    {
        await using var command = storage.DataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mailbox.UserId });
        return await command.ExecuteScalarAsync();
    }
}
