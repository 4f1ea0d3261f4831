using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Shares;
using EmailAgent.Api.Tests.Uploads;
using EmailAgent.Grains.Blobs;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>Messages that members send from the mailbox of another user.</summary>
public sealed class SharedSendingTests(OutgoingFixture fixture) : IClassFixture<OutgoingFixture>
{
    private const string Send = "/api/v1/emails/send";
    private const string Drafts = "/api/v1/emails/draft";

    [PostgresFact]
    public async Task Member_SendingFromASharedMailbox_AttachesOwnUploads_AndNoneOfTheOwner()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var connection = await ShareAsync(owner, member);
        var mark = $"mark{Guid.NewGuid():N}";
        var (own, foreign) = (await UploadAsync(member, mark), await UploadAsync(owner, "secret"));

        var refused = (await member.PostAsync(Send, Mail(connection, foreign))).IsProblem(400, "validation_failed");
        Assert.Equal(["attachment_ids[0]"], refused.ErrorFields());
        Assert.Equal(202, (int)(await member.PostAsync(Send, Mail(connection, own))).Status);

        await SubmittedAsync(mark);
        (await member.DeleteAsync($"/api/v1/attachments/uploads/{own}")).IsProblem(409, BlobProblems.InUse);
        (await owner.GetAsync($"/api/v1/attachments/uploads/{own}")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Draft_OfAMember_IsSentByTheOwnerWithTheMembersUpload()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var connection = await ShareAsync(owner, member);
        var mark = $"mark{Guid.NewGuid():N}";
        var own = await UploadAsync(member, mark);
        var draft = (await member.PostAsync(Drafts, Draft(connection, "Begun", own))).Text("id");
        Assert.Equal(200, (int)(await owner.SendAsync(HttpMethod.Put, $"{Drafts}/{draft}", Draft(connection, "Changed", own))).Status);

        (await owner.PostAsync(Send, Mail(connection, own))).IsProblem(400, "validation_failed"); // It is the draft's, not the owner's.
        Assert.Equal(202, (int)(await owner.PostAsync($"{Drafts}/{draft}/send", new { undo_seconds = 0 })).Status);

        await SubmittedAsync(mark);
    }

    [PostgresFact]
    public async Task Member_SendingFromASharedMailbox_UsesOwnTemplates_AndNoneOfTheOwner()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var connection = await ShareAsync(owner, member);
        var (own, foreign) = (await AddTemplateAsync(member), await AddTemplateAsync(owner));

        var refused = (await member.PostAsync(Send, Templated(connection, foreign))).IsProblem(400, "validation_failed");
        Assert.Equal(["template_id"], refused.ErrorFields());
        Assert.Equal(202, (int)(await member.PostAsync(Send, Templated(connection, own))).Status);
    }

    private static object Mail(string connection, string attachment) => new
    {
        connection_id = connection,
        to = new[] { "ada@example.org" },
        subject = "Hello",
        body_text = "Hello",
        attachment_ids = new[] { attachment },
        undo_seconds = 0,
    };

    private static object Draft(string connection, string subject, string attachment) =>
        new { connection_id = connection, to = new[] { "ada@example.org" }, subject, body_text = "Hello", attachment_ids = new[] { attachment } };

    private static object Templated(string connection, string template) =>
        new { connection_id = connection, to = new[] { "ada@example.org" }, template_id = template };

    private static async Task<string> UploadAsync(ApiClient user, string content) =>
        (await user.UploadAsync(Encoding.UTF8.GetBytes(content), "a.bin")).Text("id");

    private static async Task<string> AddTemplateAsync(ApiClient user) =>
        (await user.PostAsync("/api/v1/templates", new { name = "a", subject = "Hi", body_text = "Hello" })).Text("id");

    private async Task<string> ShareAsync(ApiClient owner, ApiClient member)
    {
        var team = await Team.CreateAsync(owner, member);
        var connection = await fixture.AddMailboxAsync(owner);
        Assert.Equal(200, (int)(await owner.SendAsync(HttpMethod.Put, $"{team.Path}/connections/{connection}", new { everybody = "send", members = Array.Empty<object>() })).Status);
        return connection;
    }

    /// <summary>Waits for a message with this content as an attachment.</summary>
    private Task SubmittedAsync(string content)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(content));
        return Eventually.True(() => fixture.Submitter.Submitted.Any(mail => Encoding.UTF8.GetString(mail.Message.Span).Contains(encoded, StringComparison.Ordinal)));
    }
}
