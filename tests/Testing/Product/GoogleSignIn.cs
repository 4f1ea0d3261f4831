using System.Net.Http.Json;
using System.Text.Json;

namespace EmailAgent.Testing;

/// <summary>Connects a Gmail account to a running product as its user does, with emulate in Google's place.</summary>
public static class GoogleSignIn
{
    private const string RedirectUri = "http://localhost:5173/connected";

    /// <summary>Returns the product's settings for the sign-in.</summary>
    /// <param name="emulate">Where users sign in.</param>
    /// <param name="gmail">Where the Gmail API is.</param>
    public static Dictionary<string, string> Settings(EmulateServer emulate, Uri gmail) => new()
    {
        ["OAuth__RedirectUris__0"] = RedirectUri,
        ["OAuth__Google__ClientId"] = "client",
        ["OAuth__Google__ClientSecret"] = "secret",
        ["OAuth__Google__AuthorizationEndpoint"] = $"{emulate.Address}o/oauth2/v2/auth",
        ["OAuth__Google__TokenEndpoint"] = $"{emulate.Address}oauth2/token",
        ["OAuth__Google__RevocationEndpoint"] = $"{emulate.Address}oauth2/revoke",
        ["OAuth__Google__KeysEndpoint"] = $"{emulate.Address}oauth2/v3/certs",
        ["OAuth__Google__Issuer"] = emulate.Address.ToString().TrimEnd('/'),
        ["Gmail__BaseAddress"] = gmail.ToString(),
    };

    /// <param name="client">A client of the product with a user's token.</param>
    /// <param name="email">The account to connect.</param>
    public static async Task ConnectAsync(HttpClient client, string email)
    {
        var begun = await PostAsync(client, "auth-url", new { redirect_uri = RedirectUri });
        var back = await BrowserSignIn.RunAsync(begun.GetProperty("url").GetString()!, email);
        await PostAsync(client, "callback", new { code = BrowserSignIn.Parameter(back, "code"), state = BrowserSignIn.Parameter(back, "state") });
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/connections/gmail/{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException(text);
    }
}
