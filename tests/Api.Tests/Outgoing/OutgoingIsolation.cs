using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>A scheduled message, of a mailbox that no session looks after.</summary>
internal sealed class OutgoingIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PATCH /api/v1/emails/scheduled/{id}"] = new { if_no_reply = false },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => CreateMarkedAsync(owner, "ours");

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        var id = await AddAsync(owner, mark);
        return new Dictionary<string, string> { ["scheduled"] = id, ["outgoing"] = id };
    }

    private static async Task<string> AddAsync(ApiClient owner, string mark)
    {
        var services = owner.Host.Services;
        var mailbox = await MailSeed.CreateAsync(owner);
        var blob = await services.GetRequiredService<BlobStorage>().PutAsync(
            owner.UserId, new NewBlob("a.eml", "message/rfc822", 100, 100), new MemoryStream(new byte[100]), default);
        var (now, due) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddYears(1));
        var mail = new OutgoingRow(
            owner.UserId,
            Guid.CreateVersion7(),
            mailbox.ConnectionId,
            owner.UserId,
            OutgoingStates.Scheduled,
            $"{mark}@example.org",
            "me@example.org",
            mark,
            [new OutgoingRecipient($"{mark}@example.org", RecipientStates.Pending)],
            1,
            blob.Value!.Id,
            CopyBlob: null,
            Size: 100,
            CreatedAt: now,
            DueAt: due,
            FirstDueAt: due)
        { SendAt = due };
        var entry = new AuditEntry(
            owner.UserId, OutgoingActions.Schedule, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(owner.UserId, null), Origin: null);
        var inserted = await services.GetRequiredService<OutgoingStore>().InsertAsync(mail, new OutgoingOptions(), (_, _) => Task.FromResult(true), entry, default);
        Assert.Equal(OutgoingInsert.Stored, inserted);
        return mail.Id.ToString("N");
    }
}
