using System.Net.Http.Headers;
using System.Text;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.Push;

/// <summary>Pushes of Pub/Sub, as a test sends them.</summary>
internal static class PushRequests
{
    public static async Task<ApiAnswer> PushAsync(this ApiClient client, string body, string? token, string path = "/webhooks/gmail")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }
}
