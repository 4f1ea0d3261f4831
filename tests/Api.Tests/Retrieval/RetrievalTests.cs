using System.Text.Json;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Mail;
using EmailAgent.Search;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Retrieval;

/// <summary>Search by meaning and answers from mail, from the arrival of the mail on.</summary>
[Collection(ApiTests.Name)]
public sealed class RetrievalTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/rag/query";
    private const string Sentence = "The budget meeting takes place on Thursday at 14:00.";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Question_ToNewMail_IsAnsweredWithACitationOfItsText()
    {
        using var user = await Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var id = Assert.Single(await seed.AddAsync(1, change: (_, message) => Written(message, $"Hello.\n{Sentence}\nAda")));
        await seed.AddAsync(5);
        await WaitForVectorsAsync(user, 6);

        var answer = await user.PostAsync(Path, new { query = "When is the budget meeting?" });

        Assert.Equal(200, (int)answer.Status);
        Assert.True(answer.Json.GetProperty("is_found").GetBoolean());
        var citation = answer.Json.GetProperty("citations")[0];
        Assert.Equal((id, Sentence), (citation.GetProperty("email_id").GetString(), citation.GetProperty("quote").GetString()));
        var text = (await user.GetAsync($"/api/v1/emails/{id}")).Text("body_text");
        Assert.Equal(Sentence, text.Substring(citation.GetProperty("start").GetInt32(), Sentence.Length));
        Assert.Equal(("extractive", "hybrid"), (answer.Text("mode"), answer.Text("search_mode")));
        Assert.Equal(6, answer.Json.GetProperty("coverage").GetProperty("indexed").GetInt32());
    }

    [PostgresFact]
    public async Task Question_ThatTheMailDoesNotAnswer_SaysSo()
    {
        using var user = await Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(3);

        var answer = await user.PostAsync(Path, new { query = "When does the flight to Lisbon leave?" });

        Assert.Equal("This is not in your mail.", answer.Text("answer"));
        Assert.False(answer.Json.GetProperty("is_found").GetBoolean());
        Assert.Empty(answer.Json.GetProperty("citations").EnumerateArray());
    }

    [PostgresFact]
    public async Task Filters_AndKeysOfAMailbox_LimitWhatIsConsidered()
    {
        using var user = await Host.RegisterAsync();
        var (seen, hidden) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(user));
        await seen.AddAsync(1);
        await hidden.AddAsync(1, change: (_, message) => Written(message, Sentence));
        var created = await user.PostAsync(KeyCalls.Path, new { name = "reader", scopes = new[] { "mail:read" }, connection_ids = new[] { $"{seen.ConnectionId:N}" } });
        using var key = user.With(created);
        var ofHidden = new { query = "When is the budget meeting?", filters = new { connection_id = $"{hidden.ConnectionId:N}" } };

        Assert.True(IsFound(await user.PostAsync(Path, ofHidden)));
        Assert.False(IsFound(await user.PostAsync(Path, new { ofHidden.query, filters = new { connection_id = $"{seen.ConnectionId:N}" } })));
        Assert.False(IsFound(await user.PostAsync(Path, new { ofHidden.query, filters = new { from = "nobody" } })));
        Assert.False(IsFound(await key.PostAsync(Path, new { ofHidden.query })));
        (await key.PostAsync(Path, ofHidden)).IsProblem(404, "not_found");
    }

    [PostgresTheory]
    [InlineData("""{}""", "query")]
    [InlineData("""{"query":"  "}""", "query")]
    [InlineData("""{"query":"a","filters":{"connection_id":"none"}}""", "filters.connection_id")]
    [InlineData("""{"query":"a","filters":{"from":"---"}}""", "filters.from")]
    [InlineData("""{"query":"a","filters":{"label":"nowhere"}}""", "filters.label")]
    [InlineData("""{"query":"a","filters":{"after":"2026-02-01T00:00:00Z","before":"2026-01-01T00:00:00Z"}}""", "filters.before")]
    public async Task Question_WithAnInvalidField_NamesIt(string body, string field)
    {
        using var user = await Host.RegisterAsync();

        Assert.Equal([field], (await user.PostAsync(Path, JsonSerializer.Deserialize<JsonElement>(body))).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Search_InEachMode_SaysHowItWasDone()
    {
        using var user = await Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        await seed.AddAsync(4);
        await WaitForVectorsAsync(user, 4);

        var text = (await user.GetAsync("/api/v1/search?q=something")).Json;
        var hybrid = (await user.GetAsync("/api/v1/search?q=something&mode=hybrid&page_size=3")).Json;

        Assert.Equal(("text", JsonValueKind.Null), (text.GetProperty("mode").GetString(), text.GetProperty("vector_coverage").ValueKind));
        Assert.Equal("hybrid", hybrid.GetProperty("mode").GetString());
        Assert.Equal((4, 3, true), (hybrid.GetProperty("total").GetInt32(), hybrid.GetProperty("items").GetArrayLength(), hybrid.GetProperty("has_next").GetBoolean()));
        Assert.Equal(1, hybrid.GetProperty("items")[0].GetProperty("score").GetDouble());
        Assert.Equal(["mode"], (await user.GetAsync("/api/v1/search?q=x&mode=magic")).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["q"], (await user.GetAsync("/api/v1/search?q=in:nowhere&mode=hybrid")).IsProblem(400, "validation_failed").ErrorFields());
    }

    private static NewMessage Written(NewMessage message, string text) => message with
    {
        BodyText = text,
        Document = new SearchDocumentBuilder().Build(
            new SearchContent { Date = message.Date, Subject = message.Subject, BodyText = text, FromEmail = message.FromEmail }),
    };

    private static bool IsFound(ApiAnswer answer) => answer.Json.GetProperty("is_found").GetBoolean();

    private static Task WaitForVectorsAsync(ApiClient user, int count) => Eventually.True(async () =>
        (await user.GetAsync("/api/v1/search?q=x&mode=hybrid")).Json.GetProperty("vector_coverage").GetProperty("indexed").GetInt32() == count);
}
