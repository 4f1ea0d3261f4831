using System.Text;
using System.Text.Json;
using EmailAgent.Api.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>The OpenAPI document as a contract: complete, true, and usable by generators.</summary>
[Collection(ApiTests.Name)]
public sealed class ContractTests(ApiFixture fixture)
{
    [OpenApiToolsPostgresFact]
    public async Task Document_ByTheRulesOfALinter_HasNoProblem()
    {
        using var tools = await OpenApiTools.CreateAsync(await ReadAsync());
        var result = await tools.LintAsync();
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }

    [OpenApiToolsPostgresFact]
    public async Task TypeScriptClient_MadeOfTheDocument_CompilesAndPassesATour()
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(1);
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");

        using var tools = await OpenApiTools.CreateAsync(await ReadAsync());
        var result = await tools.TourAsync(fixture.Host.Address.ToString(), email, "correct horse");

        Assert.True(result.ExitCode == 0 && result.Output.Contains("done", StringComparison.Ordinal), $"{result.Output}\n{result.Error}");
    }

    [OpenApiToolsPostgresFact]
    public async Task WebTypes_CheckedIn_AreThoseOfTheDocument()
    {
        using var tools = await OpenApiTools.CreateAsync(await ReadAsync());
        Listing.AssertUnchanged("src/Web/src/lib/api/schema.d.ts", await tools.WebTypesAsync());
    }

    [PostgresFact]
    public async Task CSharpClient_MadeOfTheDocument_CompilesAndPassesATour()
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(1);
        using var http = new HttpClient { BaseAddress = fixture.Host.Address };

        var client = await CSharpClient.CompileAsync(Encoding.UTF8.GetString(await ReadAsync()));

        await client.TourAsync(http, (await user.GetAsync("/api/v1/profile")).Text("email"), "correct horse");
    }

    [PostgresFact]
    public async Task Operations_HaveIdsExamplesAndDescribedParameters()
    {
        var operations = await ApiOperation.ReadAllAsync(fixture.Host);
        Assert.Empty(operations.GroupBy(operation => operation.Description.GetProperty("operationId").GetString()).Where(group => group.Count() > 1).Select(group => group.Key));
        foreach (var operation in operations)
        {
            if (operation.HasBody)
            {
                var (type, body) = operation.Description.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(content => (content.Name, content.Value)).Single();
                Assert.True(type == "multipart/form-data" || (type == "application/json" && body.TryGetProperty("example", out _)), $"{operation}");
            }

            var parameters = operation.Description.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
            Assert.All(parameters, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        }
    }

    [PostgresFact]
    public async Task Examples_OfLabels_AreOfOneLabel()
    {
        var list = (await ApiOperation.ReadAllAsync(fixture.Host)).Single(operation => operation.ToString() == "GET /api/v1/labels");
        var label = list.Description.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("items")[0];
        Assert.EndsWith($"/{label.GetProperty("name").GetString()}", label.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, label.GetProperty("role").ValueKind);
        Assert.True(label.GetProperty("unread_count").GetInt64() <= label.GetProperty("message_count").GetInt64());
    }

    [PostgresFact]
    public async Task Schemas_OfRecords_DescribeEveryField()
    {
        var bare = new List<string>();
        foreach (var schema in (await DocumentAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!schema.Value.TryGetProperty("description", out _)) bare.Add(schema.Name);
            foreach (var field in schema.Value.TryGetProperty("properties", out var fields) ? fields.EnumerateObject().ToList() : [])
            {
                var isDescribed = field.Value.TryGetProperty("description", out var text) && text.GetString() is { Length: > 0 } words && words != field.Name;
                if (!isDescribed) bare.Add($"{schema.Name}.{field.Name}");
            }
        }

        Assert.Empty(bare);
    }

    [PostgresFact]
    public async Task Schemas_OfRequests_RequireWhatIsRequiredAndAllowNothingElse()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        Assert.Equal(["email", "password"], Words(schemas.GetProperty("RegisterRequest").GetProperty("required")));
        Assert.Equal(["password"], Words(schemas.GetProperty("ConnectRequest").GetProperty("required")));
        Assert.False(schemas.GetProperty("ConnectRequest").GetProperty("additionalProperties").GetBoolean());
        Assert.False(schemas.GetProperty("ProfileRequest").TryGetProperty("required", out _));
        Assert.Equal("string", schemas.GetProperty("LoginRequest").GetProperty("properties").GetProperty("email").GetProperty("type").GetString());
    }

    [PostgresFact]
    public async Task Schemas_OfAnswers_AreNullableOnlyWhereTheRecordsAre()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var summary = schemas.GetProperty("EmailSummary");
        var fields = summary.GetProperty("properties");
        Assert.Equal(fields.EnumerateObject().Select(field => field.Name).Order(), Words(summary.GetProperty("required")).Order());
        Assert.Equal("string", fields.GetProperty("subject").GetProperty("type").GetString());
        Assert.Equal(["null", "string"], Words(fields.GetProperty("from_name").GetProperty("type")).Order());
        Assert.NotEqual(JsonValueKind.Array, schemas.GetProperty("ProblemDocument").GetProperty("properties").GetProperty("errors").GetProperty("type").ValueKind);
        Assert.DoesNotContain("errors", Words(schemas.GetProperty("ProblemDocument").GetProperty("required")));
    }

    [PostgresFact]
    public async Task Enums_InSchemas_AreThoseOfTheProduct()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        string[] statuses = [.. typeof(ConnectionStatus).GetFields().Select(field => (string)field.GetRawConstantValue()!).Where(status => status != ConnectionStatus.Deleting)];
        Assert.Equal(statuses.Order(), Enum(schemas, "Connection", "status").Order());
        Assert.Equal([Roles.User, Roles.Admin], Enum(schemas, "UserProfile", "role"));
        Assert.Equal(EventTypes.All, Enum(schemas, "EventAnswer", "type"));
        var scopes = Words(Target(schemas, schemas.GetProperty("ApiKey").GetProperty("properties").GetProperty("scopes").GetProperty("items")).GetProperty("enum"));
        Assert.Equal(PermissionNames.List((Permission)~0L & (Permission)((1L << System.Enum.GetValues<Permission>().Length - 1) - 1) & ~Permission.AccountAdmin), scopes);
        using var user = await fixture.Host.RegisterAsync();
        var providers = (await user.GetAsync("/api/v1/providers")).Json.GetProperty("items").EnumerateArray().Select(provider => provider.GetProperty("id").GetString());
        Assert.Equal(providers.Order(), Enum(schemas, "Connection", "provider").Order());
        Assert.Equal(["tls", "starttls", "none"], Enum(schemas, "ServerSettings", "security"));
    }

    [PostgresFact]
    public async Task Parameters_OfKnownWords_HaveNamedSchemas()
    {
        var document = await DocumentAsync();
        var schemas = (await ApiOperation.ReadAllAsync(fixture.Host))
            .SelectMany(operation => operation.Description.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [])
            .Select(parameter => parameter.GetProperty("schema"))
            .Select(schema => schema.TryGetProperty("items", out var items) ? items : schema)
            .ToList();
        Assert.DoesNotContain(schemas, schema => schema.TryGetProperty("enum", out _));
        Assert.Contains(schemas, schema => schema.TryGetProperty("$ref", out var name) && name.GetString() == "#/components/schemas/EmailListScope");
        Assert.Equal(["all", "trash", "spam"], Words(document.GetProperty("components").GetProperty("schemas").GetProperty("EmailListScope").GetProperty("enum")));
    }

    [PostgresFact]
    public async Task Fields_OfKnownWords_HaveNamedSchemas()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        foreach (var record in schemas.EnumerateObject().Where(schema => !schema.Name.EndsWith("Event", StringComparison.Ordinal)))
        {
            foreach (var field in record.Value.TryGetProperty("properties", out var fields) ? fields.EnumerateObject().ToList() : [])
            {
                var schema = field.Value.TryGetProperty("items", out var items) ? items : field.Value;
                Assert.False(schema.TryGetProperty("enum", out _), $"{record.Name}.{field.Name}");
            }
        }

        foreach (var (record, field, name) in new[]
        {
            ("Connection", "status", "ConnectionStatus"), ("Connection", "provider", "Provider"), ("EventAnswer", "type", "EventType"),
            ("AuditLogEntry", "outcome", "AuditOutcome"), ("PushNotification", "status", "NotificationStatus"), ("ServerSettings", "security", "TransportSecurity"),
            ("UserProfile", "role", "UserProfileRole"),
        })
        {
            Assert.Equal(name, NameOf(schemas.GetProperty(record).GetProperty("properties").GetProperty(field)));
        }

        var role = schemas.GetProperty("Label").GetProperty("properties").GetProperty("role").GetProperty("oneOf").EnumerateArray().ToList();
        Assert.Equal(("null", "LabelRole"), (role[0].GetProperty("type").GetString(), NameOf(role[1])));
    }

    [PostgresFact]
    public async Task Webhooks_DescribeEveryTypeOfEvent()
    {
        Assert.Equal(EventTypes.All.Order(), EventCatalog.All.Select(description => description.Type).Order());
        var document = await DocumentAsync();
        foreach (var webhook in document.GetProperty("webhooks").EnumerateObject())
        {
            var content = webhook.Value.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            Assert.Equal(webhook.Name, content.GetProperty("example").GetProperty("type").GetString());
            Assert.NotEmpty(content.GetProperty("example").GetProperty("data").EnumerateObject());
        }

        var unreadable = document.GetProperty("components").GetProperty("schemas").GetProperty("SyncMessageUnreadableEvent").GetProperty("properties").GetProperty("data");
        Assert.Equal(["connection_id", "reason"], Words(unreadable.GetProperty("required")).Order());
        Assert.Equal("integer", unreadable.GetProperty("properties").GetProperty("uid").GetProperty("type").GetString());
    }

    [PostgresFact]
    public async Task Document_AskedForAgain_IsNotSentAgain()
    {
        using var client = fixture.Host.Anonymous();
        var first = await client.GetAsync("/openapi/v1.json");
        var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        Assert.Equal(304, (int)(await client.SendAsync(again)).Status);

        var compressed = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        compressed.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        var small = await client.SendAsync(compressed);
        Assert.Equal("br", small.Header("Content-Encoding"));
        Assert.True(small.Body.Length * 5 < first.Body.Length);
        Assert.NotNull(first.Header("RateLimit-Remaining"));
    }

    private async Task<byte[]> ReadAsync()
    {
        using var client = fixture.Host.Anonymous();
        return (await client.GetAsync("/openapi/v1.json")).Body;
    }

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(await ReadAsync()).RootElement;

    private static IReadOnlyList<string> Enum(JsonElement schemas, string schema, string field) =>
        Words(Target(schemas, schemas.GetProperty(schema).GetProperty("properties").GetProperty(field)).GetProperty("enum"));

    private static JsonElement Target(JsonElement schemas, JsonElement reference) => schemas.GetProperty(NameOf(reference));

    private static string NameOf(JsonElement reference) => reference.GetProperty("$ref").GetString()!.Split('/')[^1];

    private static IReadOnlyList<string> Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];
}
