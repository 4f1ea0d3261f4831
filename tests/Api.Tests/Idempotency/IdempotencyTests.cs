using System.Net.Http.Json;
using System.Text;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.Idempotency;
using EmailAgent.Grains.Organizations;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Idempotency;

/// <summary>Repetitions of requests with an Idempotency-Key.</summary>
[Collection(ApiTests.Name)]
public sealed class IdempotencyTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/organizations";

    [PostgresFact]
    public async Task Request_Repeated_IsAnsweredAsTheFirst_AndExecutedOnce()
    {
        using var user = await fixture.Host.RegisterAsync();

        var first = await PostAsync(user, "a-key", "Firm");
        var second = await PostAsync(user, "a-key", "Firm");

        Assert.Equal((201, 201), ((int)first.Status, (int)second.Status));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Message.Content.Headers.ContentType, second.Message.Content.Headers.ContentType);
        Assert.Null(first.Header(AnswerCapture.ReplayHeader));
        Assert.Equal("true", second.Header(AnswerCapture.ReplayHeader));
        Assert.Equal(1, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Request_SentManyTimesAtOnce_IsExecutedOnce()
    {
        using var user = await fixture.Host.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PostAsync(user, "a-key", "Firm")));

        Assert.All(answers, answer => Assert.Equal(201, (int)answer.Status));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
        Assert.Single(answers, answer => answer.Header(AnswerCapture.ReplayHeader) is null);
        Assert.Equal(1, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Key_OfAnotherBodyOrQueryOrPath_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var first = await PostAsync(user, "a-key", "Firm");
        var other = await PostAsync(user, "another", "Other");
        var invitation = new { email = "guest@example.org", role = "member" };
        Assert.Equal(201, (int)(await SendAsync(user, $"{Path}/{first.Text("id")}/invitations", "a-key", invitation)).Status); // another operation

        (await PostAsync(user, "a-key", "Firms")).IsProblem(422, "idempotency_key_reused");
        (await SendAsync(user, $"{Path}/{other.Text("id")}/invitations", "a-key", invitation)).IsProblem(422, "idempotency_key_reused");
        Assert.Equal(2, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Key_OfAnotherCaller_IsAnotherKey()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();

        var first = await PostAsync(user, "a-key", "Firm");
        var second = await PostAsync(other, "a-key", "Firm");

        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Null(second.Header(AnswerCapture.ReplayHeader));
    }

    [PostgresFact]
    public async Task Refusal_FreesTheKey()
    {
        using var user = await fixture.Host.RegisterAsync();

        (await PostAsync(user, "a-key", "")).IsProblem(400, "validation_failed");
        (await PostAsync(user, "a-key", "")).IsProblem(400, "validation_failed");

        Assert.Equal(201, (int)(await PostAsync(user, "a-key", "Firm")).Status);
    }

    [PostgresFact]
    public async Task Refusal_OfABodyThatIsNotJson_FreesTheKey()
    {
        using var user = await fixture.Host.RegisterAsync();
        var broken = Request(Path, "a-key", "");
        broken.Content = new StringContent("{", Encoding.UTF8, "application/json");

        (await user.SendAsync(broken)).IsProblem(400, "malformed_json");

        Assert.Equal(201, (int)(await PostAsync(user, "a-key", "Firm")).Status);
    }

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(256)]
    [InlineData(5000)]
    public async Task Key_OfAWrongLength_IsRefused(int length)
    {
        using var user = await fixture.Host.RegisterAsync();

        (await PostAsync(user, new string('k', length), "Firm")).IsProblem(400, "malformed_request");

        Assert.Equal(0, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Repetition_WaitsForTheFirst_OfAnyProcess()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (grain, request, _) = await ClaimAsync(user, "a-key", "Firm");

        var waiting = PostAsync(user, "a-key", "Firm");
        await grain.CompleteAsync(request, new StoredAnswer(201, new Dictionary<string, string> { ["Content-Type"] = "text/plain" }, "done"u8.ToArray()), default);

        var answer = await waiting;
        Assert.Equal("done"u8.ToArray(), answer.Body);
        Assert.Equal("true", answer.Header(AnswerCapture.ReplayHeader));
        Assert.Equal(0, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Repetition_OfAFailure_IsExecuted()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (grain, request, _) = await ClaimAsync(user, "a-key", "Firm");
        await grain.ReleaseAsync(request, forget: false, default);

        (await PostAsync(user, "a-key", "Other")).IsProblem(422, "idempotency_key_reused");
        Assert.Equal(201, (int)(await PostAsync(user, "a-key", "Firm")).Status);
    }

    [PostgresFact]
    public async Task Repetition_OfAnAttemptWhoseAnswerWasLost_FindsWhatItCreated()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (grain, request, operationId) = await ClaimAsync(user, "a-key", "Firm");
        var memberships = user.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IMembershipGrain>(0);
        var created = await memberships.CreateAsync(user.UserId, operationId, "Firm", default);
        await grain.ReleaseAsync(request, forget: false, default);

        var answer = await PostAsync(user, "a-key", "Firm");

        Assert.Equal((201, created.Value!.Id), ((int)answer.Status, answer.Text("id")));
        Assert.Equal(1, await CountAsync(user));
    }

    [PostgresFact]
    public async Task Repetition_ThatWaitsInVain_IsRefused()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Idempotency:Wait"] = "00:00:00" });
        using var user = await host.RegisterAsync();
        await ClaimAsync(user, "a-key", "Firm");

        var answer = (await PostAsync(user, "a-key", "Firm")).IsProblem(409, "request_in_progress");

        Assert.Equal("1", answer.Header("Retry-After"));
    }

    [PostgresFact]
    public async Task Header_InTheDocument_IsOnTheOperationsThatHonourIt()
    {
        var operations = await ApiOperation.ReadAllAsync(fixture.Host);

        var honouring = operations
            .Where(operation => operation.Description.TryGetProperty("parameters", out var parameters)
                && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == IdempotencyKey.Header))
            .Select(operation => $"{operation}");
        Assert.Contains($"POST {Path}", honouring, StringComparer.OrdinalIgnoreCase);
        foreach (var write in new[]
        {
            "POST /api/v1/emails/send", "POST /api/v1/emails/schedule", "PATCH /api/v1/emails/scheduled/{id}", "DELETE /api/v1/emails/scheduled/{id}",
            "POST /api/v1/outgoing/{id}/cancel", "POST /api/v1/outgoing/{id}/retry", "DELETE /api/v1/outgoing/{id}",
            "POST /api/v1/emails/draft", "PUT /api/v1/emails/draft/{id}", "DELETE /api/v1/emails/draft/{id}", "POST /api/v1/emails/draft/{id}/send",
            "POST /api/v1/saved-searches", "PATCH /api/v1/saved-searches/{id}", "DELETE /api/v1/saved-searches/{id}",
            "POST /api/v1/labels", "PATCH /api/v1/labels/{id}", "DELETE /api/v1/labels/{id}",
            "POST /api/v1/folders", "PATCH /api/v1/folders/{id}", "DELETE /api/v1/folders/{id}",
            "POST /api/v1/templates", "PATCH /api/v1/templates/{id}", "DELETE /api/v1/templates/{id}",
        })
        {
            Assert.Contains(write, honouring, StringComparer.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain($"GET {Path}", honouring, StringComparer.OrdinalIgnoreCase);
    }

    // Claims a key as another process does that executes the request.
    private static async Task<(IIdempotencyGrain Grain, IdempotentRequest Request, Guid OperationId)> ClaimAsync(ApiClient user, string key, string name)
    {
        var endpoint = user.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(known => known.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "createOrganization");
        var grain = user.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IIdempotencyGrain>(user.UserId.ToString("N"));
        using var content = JsonContent.Create(new { name });
        var body = await content.ReadAsByteArrayAsync();
        var request = new IdempotentRequest(
            Guid.NewGuid(), IdempotencyKey.HashKey(null, "POST", endpoint.RoutePattern.RawText!, key), IdempotencyKey.HashRequest(key, Path, "", body), TimeSpan.FromMinutes(1));
        var claim = await grain.ClaimAsync(request, default);
        Assert.Equal(IdempotencyState.Claimed, claim.State);
        return (grain, request, claim.OperationId);
    }

    private static Task<ApiAnswer> PostAsync(ApiClient user, string key, string name) => SendAsync(user, Path, key, new { name });

    private static Task<ApiAnswer> SendAsync(ApiClient user, string path, string key, object body) => user.SendAsync(Request(path, key, body));

    private static HttpRequestMessage Request(string path, string key, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation(IdempotencyKey.Header, key);
        return request;
    }

    private static async Task<int> CountAsync(ApiClient user) => (await user.GetAsync(Path)).Json.GetProperty("items").GetArrayLength();
}
