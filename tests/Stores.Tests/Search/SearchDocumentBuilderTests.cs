using EmailAgent.Search;
using Npgsql;

namespace EmailAgent.Stores.Tests.Search;

public sealed class SearchDocumentBuilderTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private readonly SearchDocumentBuilder _builder = new();

    [PostgresFact]
    public async Task Build_Fields_CarryTheirWeightsAndPositions()
    {
        var document = _builder.Build(new SearchContent
        {
            Date = TestMailbox.Noon,
            Subject = "Meetings moved",
            FromName = "Zoë Ångström",
            FromEmail = "zoe@mail.example.org",
            To = ["Bob", "bob@example.com"],
            BodyText = "Met the meeting's host",
        });

        var rendered = (await RenderAsync(document)).Split(' ');
        Assert.Contains("'meet':1A,55", rendered);
        Assert.Contains("'s/meet':1A", rendered);
        Assert.Contains("'angstrom':12B", rendered);
        Assert.Contains("'f/zoe@mail.example.org':24B", rendered);
        Assert.Contains("'example.org':24B", rendered);
        Assert.Contains("'bob@example.com':44C", rendered);
        Assert.Contains("'host':57", rendered);
    }

    private async Task<string> RenderAsync(byte[] document)
    {
        await using var connection = await storage.DataSource.OpenConnectionAsync();
        await using var create = new NpgsqlCommand("CREATE TEMP TABLE IF NOT EXISTS document (value tsvector)", connection);
        await create.ExecuteNonQueryAsync();
        await using (var copy = await EmailAgent.Database.PgCopyWriter.BeginAsync(connection, "document (value)", default))
        {
            copy.StartRow(1);
            copy.Write(document);
            await copy.CompleteAsync(default);
        }

        await using var read = new NpgsqlCommand("SELECT value::text FROM document", connection);
        return (string)(await read.ExecuteScalarAsync())!;
    }
}
