using System.Text;

namespace EmailAgent.Testing;

/// <summary>Pub/Sub pushes for Gmail, which emulate does not send.</summary>
public static class GmailPush
{
    /// <summary>Returns a push that reports changes of a mailbox.</summary>
    public static string Body(string email, string history, string? messageId = null) => Wrap(
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"emailAddress":"{{email}}","historyId":{{history}}}""")), messageId);

    /// <summary>Returns a push of any data.</summary>
    public static string Wrap(string data, string? messageId = null) =>
        $$"""{"message":{"data":"{{data}}","messageId":"{{messageId ?? Guid.NewGuid().ToString("N")}}","publishTime":"2026-11-21T12:00:00Z"},"subscription":"projects/p/subscriptions/s"}""";

    /// <summary>Returns the product's settings for pushes.</summary>
    /// <param name="signer">Who signs the pushes.</param>
    public static Dictionary<string, string> Settings(PushSigner signer) => new()
    {
        ["Gmail__PushTopic"] = "projects/p/topics/t",
        ["Gmail__Push__Audience"] = PushSigner.Audience,
        ["Gmail__Push__ServiceAccount"] = PushSigner.ServiceAccount,
        ["Gmail__Push__KeysEndpoint"] = signer.Keys.ToString(),
    };

    /// <summary>Pushes to a running product.</summary>
    public static async Task<int> SendAsync(HttpClient client, PushSigner signer, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/webhooks/gmail", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", signer.Sign());
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
