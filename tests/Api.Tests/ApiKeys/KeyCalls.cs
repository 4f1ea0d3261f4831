using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.ApiKeys;

/// <summary>Makes and uses API keys.</summary>
internal static class KeyCalls
{
    public const string Path = "/api/v1/api-keys";

    public static Task<ApiAnswer> CreateAsync(this ApiClient owner, params string[] scopes) => owner.PostAsync(Path, new { name = "key", scopes });

    /// <summary>A client with the key that an answer shows.</summary>
    public static ApiClient With(this ApiClient owner, ApiAnswer created)
    {
        Assert.Equal(201, (int)created.Status);
        return new ApiClient(owner.Host, created.Text("key")) { UserId = owner.UserId };
    }

    /// <summary>Calls with the key in a header of its own.</summary>
    public static Task<ApiAnswer> GetWithKeyAsync(this ApiClient client, string path, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        return client.SendAsync(request);
    }
}
