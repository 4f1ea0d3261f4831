using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Replies;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Replies;

/// <summary>What users read of replies and bounces.</summary>
[Collection(ApiTests.Name)]
public sealed class ReplyTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Message_RepliedToAndBounced_SaysSo_AndEventsTell()
    {
        using var user = await fixture.Host.RegisterAsync();
        var mailbox = await MailSeed.CreateAsync(user);
        var mail = await AddSentAsync(user, mailbox);
        var returned = new ReturnedMail([mail.MessageId], [new FailedRecipient("joe@example.com", null, "5.1.1", "550 No such user")]);

        var replies = await mailbox.AddAsync(1, "email.received", (_, message) => message with
        {
            FromEmail = "jane@example.com",
            InReplyTo = [mail.MessageId],
            Signs = new ReplySigns(IsAutomatic: false, Returned: null),
        });
        var reports = await mailbox.AddAsync(1, "email.received", (_, message) => message with { Signs = new ReplySigns(IsAutomatic: true, returned) });

        var shown = await user.GetAsync($"/api/v1/outgoing/{mail.Id:N}");
        Assert.Equal(JsonValueKind.String, shown.Json.GetProperty("replied_at").ValueKind);
        Assert.Equal(JsonValueKind.String, shown.Json.GetProperty("bounced_at").ValueKind);
        var recipients = shown.Json.GetProperty("recipients").EnumerateArray().ToList();
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String], recipients.Select(recipient => recipient.GetProperty("bounced_at").ValueKind));
        Assert.Equal("5.1.1", recipients[1].GetProperty("enhanced_status").GetString());

        var events = (await user.GetAsync("/api/v1/events?types=email.replied,email.bounced")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([ReplyEvents.Replied, ReplyEvents.Bounced], events.Select(item => item.GetProperty("type").GetString()));
        Assert.Equal([.. replies, .. reports], events.Select(item => item.GetProperty("data").GetProperty("email_id").GetString()));
        Assert.Equal("joe@example.com", events[1].GetProperty("data").GetProperty("recipient").GetString());
    }

    private static async Task<OutgoingRow> AddSentAsync(ApiClient owner, MailSeed mailbox)
    {
        var services = owner.Host.Services;
        var blob = await services.GetRequiredService<BlobStorage>().PutAsync(
            owner.UserId, new NewBlob("a.eml", "message/rfc822", 100, 100), new MemoryStream(new byte[100]), default);
        var now = TimeProvider.System.GetUtcNow();
        var mail = new OutgoingRow(
            owner.UserId,
            Guid.CreateVersion7(),
            mailbox.ConnectionId,
            owner.UserId,
            OutgoingStates.Scheduled,
            $"{Guid.NewGuid():N}@example.org",
            "me@example.org",
            "Hello",
            [new OutgoingRecipient("jane@example.com", RecipientStates.Pending), new OutgoingRecipient("joe@example.com", RecipientStates.Pending)],
            2,
            blob.Value!.Id,
            CopyBlob: null,
            Size: 100,
            CreatedAt: now,
            DueAt: now.AddYears(1),
            FirstDueAt: now.AddYears(1));
        var entry = new AuditEntry(
            owner.UserId, OutgoingActions.Schedule, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(owner.UserId, null), Origin: null);
        var inserted = await services.GetRequiredService<OutgoingStore>().InsertAsync(mail, new OutgoingOptions(), (_, _) => Task.FromResult(true), entry, default);
        Assert.Equal(OutgoingInsert.Stored, inserted);
        return mail;
    }
}
