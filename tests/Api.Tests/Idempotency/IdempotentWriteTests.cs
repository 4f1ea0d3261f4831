using System.Net.Http.Json;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.SavedSearches;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Idempotency;

/// <summary>Which operations honour an Idempotency-Key: all that change something, unless there is a reason.</summary>
[Collection(ApiTests.Name)]
public sealed class IdempotentWriteTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/saved-searches";

    private const string NoEffect = "It has no effect that a repetition would double.";
    private const string Credential = "Its answer contains or ends a credential, and must not be stored.";
    private const string SingleUse = "What it takes is single-use.";
    private const string SameState = "A repetition leads to the same state, and the answer, a whole message, is not worth storing.";

    /// <summary>Operations below /auth aside, those that ignore the header, each with its reason; docs/topics/idempotency.md lists them for users.</summary>
    private static readonly Dictionary<string, string> Ignoring = new(StringComparer.Ordinal)
    {
        ["createApiKey"] = Credential,
        ["deleteAccount"] = "The stored answer would be deleted with the account.",
        ["claimSetup"] = SingleUse,
        ["discoverServers"] = NoEffect,
        ["beginSignIn"] = NoEffect,
        ["syncConnection"] = NoEffect,
        ["syncAll"] = NoEffect,
        ["pollGmail"] = NoEffect,
        ["processGmailPushes"] = NoEffect,
        ["receiveGmailPush"] = "The provider repeats it by its message id.",
        ["receiveGmailWatchPush"] = "The provider repeats it by its message id.",
        ["previewTemplate"] = NoEffect,
        ["queryMail"] = NoEffect,
        ["createAttachmentLink"] = NoEffect,
        ["uploadAttachment"] = "Its body is not held in memory; a second file expires.",
        ["updateEmail"] = SameState,
        ["addEmailLabel"] = SameState,
        ["removeEmailLabel"] = SameState,
    };

    [PostgresFact]
    public async Task Writes_AllOfThem_HonourTheKeyOrHaveAReason()
    {
        var writes = (await ApiOperation.ReadAllAsync(fixture.Host))
            .Where(operation => operation.Method != HttpMethod.Get && !operation.Template.StartsWith("/api/v1/auth/", StringComparison.Ordinal))
            .ToList();

        var ignoring = writes.Where(operation => !Honours(operation)).Select(operation => operation.Description.GetProperty("operationId").GetString()!);

        Assert.Equal(Ignoring.Keys.Order(StringComparer.Ordinal), ignoring.Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task SavedSearch_CreatedTwiceWithOneKey_IsOne()
    {
        using var user = await fixture.Host.RegisterAsync();

        var first = await SendAsync(user, HttpMethod.Post, Path, new { name = "Numbers", query = "subject:number1" });
        var second = await SendAsync(user, HttpMethod.Post, Path, new { name = "Numbers", query = "subject:number1" });

        Assert.Equal((201, 201), ((int)first.Status, (int)second.Status));
        Assert.Equal((first.Text("id"), "true"), (second.Text("id"), second.Header(AnswerCapture.ReplayHeader)));
        var one = $"{Path}/{first.Text("id")}";
        Assert.Equal(204, (int)(await SendAsync(user, HttpMethod.Delete, one)).Status);
        Assert.Equal(204, (int)(await SendAsync(user, HttpMethod.Delete, one)).Status);
        Assert.Empty((await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray());
    }

    [PostgresFact]
    public async Task SavedSearch_CreatedByAnAttemptWhoseAnswerWasLost_IsFound()
    {
        using var user = await fixture.Host.RegisterAsync();
        var grain = fixture.Host.Services.GetRequiredService<IClusterClient>().GetGrain<ISavedSearchGrain>(user.UserId.ToString("N"));
        var (id, request) = (Guid.CreateVersion7(), new SavedSearchRequest("Numbers", "subject:number1"));

        var first = await grain.CreateAsync(id, request, default);
        var second = await grain.CreateAsync(id, request, default);

        Assert.Equal((id.ToString("N"), id.ToString("N")), (first.Value!.Id, second.Value!.Id));
    }

    private static bool Honours(ApiOperation operation) =>
        operation.Description.TryGetProperty("parameters", out var parameters)
        && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == IdempotencyKey.Header);

    private static Task<ApiAnswer> SendAsync(ApiClient user, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation(IdempotencyKey.Header, "a-key");
        return user.SendAsync(request);
    }
}
