using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Stores.Tests.Webhooks;

/// <summary>Webhooks to store.</summary>
internal static class TestWebhook
{
    /// <summary>The selection of all events.</summary>
    public static readonly WebhookSelection All = new([], [], [], []);

    private const int Limit = 100;

    /// <summary>Stores a webhook, whose cursor is the end of its owner's log.</summary>
    public static async Task<WebhookRow> AddAsync(StoreFixture storage, Guid userId, WebhookSelection? selection = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = new WebhookRow(
            new WebhookId(userId, Guid.CreateVersion7()), "https://example.org/hook", Description: null, selection ?? All, [], [], [], [1], [], PreviousUntil: null,
            PublicKey: null, Enabled: true, DisabledReason: null, DisabledAt: null, Cursor: 0, now, now);
        Assert.True(await storage.Get<WebhookStore>().CreateAsync(row, Limit, Entry(row), default));
        return (await storage.Get<WebhookStore>().FindAsync(row.Id, default))!;
    }

    public static AuditEntry Entry(WebhookRow row) => new(
        row.Id.UserId, WebhookActions.Change, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(row.Id.UserId, null), Origin: null);
}
