using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Makes and reads webhooks.</summary>
internal static class WebhookCalls
{
    public const string Path = "/api/v1/integrations/webhooks";

    public const string Type = "email.received";

    /// <summary>Creates a webhook for one type of event.</summary>
    /// <returns>The path of the webhook, and its secret.</returns>
    public static async Task<(string One, string Secret)> HookAsync(this ApiClient user, string url, string type = Type)
    {
        var created = await user.PostAsync(Path, new { url, event_types = new[] { type } });
        Assert.Equal(201, (int)created.Status);
        return ($"{Path}/{created.Text("id")}", created.Text("secret"));
    }

    public static async Task<JsonElement> HealthAsync(this ApiClient user, string one) => (await user.GetAsync($"{one}/health")).Json;

    /// <summary>Waits until so many attempts in a row have failed, and are recorded.</summary>
    public static Task FailedAsync(this ApiClient user, string one, int failures) =>
        Eventually.True(async () => (await user.HealthAsync(one)).GetProperty("failures").GetInt32() == failures);

    /// <summary>Waits until all events up to a position are delivered.</summary>
    public static Task ReachedAsync(this ApiClient user, string one, long position) =>
        Eventually.True(async () => (await user.HealthAsync(one)).GetProperty("position").GetInt64() == position);

    /// <summary>Returns the deliveries of a query, newest first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(this ApiClient user, string one, string query = "") =>
        [.. (await user.GetAsync($"{one}/deliveries{query}")).Json.GetProperty("items").EnumerateArray()];
}
