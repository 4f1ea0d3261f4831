using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Protection;
using EmailAgent.Grains;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Templates;
using EmailAgent.Grains.Uploads;
using EmailAgent.Mail.Mime;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Composition;

/// <summary>Messages as they are composed in the whole product, read back by the parser of received mail.</summary>
[Collection(ApiTests.Name)]
public sealed class ComposerTests(ApiFixture fixture)
{
    private static readonly DateTimeOffset Date = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Message_WithHiddenRecipients_ShowsThemInTheCopyOnly()
    {
        using var user = await Host.RegisterAsync();
        var request = new ComposeRequest
        {
            ConnectionId = await MailboxAsync(user),
            To = [new ComposeAddress(null, "Ada <ada@bücher.example>")],
            Bcc = [new ComposeAddress("Bob", "bob@example.org")],
            Subject = "Grüße",
            BodyText = "Hallo",
        };

        var composed = (await ComposeAsync(user, request)).Value!;

        Assert.Equal(("owner@example.org", "Grüße"), (composed.Sender, composed.Subject));
        Assert.Equal(["ada@xn--bcher-kva.example", "bob@example.org"], composed.Recipients);
        Assert.DoesNotContain("bob@example.org", Encoding.UTF8.GetString(composed.Message.Span), StringComparison.Ordinal);
        Assert.Equal("bob@example.org", Assert.Single(MimeParser.Parse(composed.SentCopy.ToArray()).Bcc).Address);
        Assert.Equal(composed.Message.ToArray(), (await ComposeAsync(user, request)).Value!.Message.ToArray());
    }

    [PostgresFact]
    public async Task Message_WithoutHiddenRecipients_IsItsOwnCopy()
    {
        using var user = await Host.RegisterAsync();

        var composed = (await ComposeAsync(user, await SimpleAsync(user))).Value!;

        Assert.Equal(composed.Message.ToArray(), composed.SentCopy.ToArray());
    }

    [PostgresFact]
    public async Task Reply_ToAReceivedMessage_GoesToItsAuthorInItsThread()
    {
        using var user = await Host.RegisterAsync();
        var mailbox = await MailSeed.CreateAsync(user);
        var original = Assert.Single(await mailbox.AddAsync(1));

        var composed = (await ComposeAsync(user, new ComposeRequest { ConnectionId = $"{mailbox.ConnectionId:N}", InReplyToId = original, BodyText = "Yes" })).Value!;

        Assert.StartsWith("Re: ", composed.Subject, StringComparison.Ordinal);
        Assert.Equal(original, composed.InReplyToId?.ToString("N"));
        Assert.NotNull(composed.ThreadId);
        Assert.Single(composed.Recipients);
    }

    [PostgresFact]
    public async Task Template_WithItsVariables_GivesSubjectAndBodies()
    {
        using var user = await Host.RegisterAsync();
        var template = (await user.PostAsync("/api/v1/templates", new { name = "a", subject = "Hi {{ name }}", body_html = "<p>{{ name }}</p>" })).Text("id");
        var request = await SimpleAsync(user) with { Subject = null, BodyText = null, TemplateId = template };

        var composed = (await ComposeAsync(user, request with { Variables = new TemplateValues("""{"name":"Ada & Bob"}""") })).Value!;

        Assert.Equal("Hi Ada & Bob", composed.Subject);
        Assert.Contains("<p>Ada &amp; Bob</p>", Encoding.UTF8.GetString(composed.Message.Span), StringComparison.Ordinal);
        Assert.Equal("variables.name", (await ComposeAsync(user, request)).Problem!.Field);
    }

    [PostgresFact]
    public async Task Request_WithWrongFields_IsRefusedWithAllOfThem()
    {
        using var user = await Host.RegisterAsync();
        var request = await SimpleAsync(user) with
        {
            To = [new ComposeAddress(null, "nobody")],
            Subject = "a\r\nBcc: eve@example.org",
            BodyText = "a\0",
            AttachmentIds = ["x"],
            ForwardOfId = Guid.NewGuid().ToString("N"),
            IdentityId = "y",
            ReplyAll = true,
            Variables = new TemplateValues("{}"),
        };

        var problem = (await ComposeAsync(user, request)).Problem!;

        Assert.Equal(
            ["attachment_ids[0]", "body_text", "forward_of_id", "identity_id", "reply_all", "subject", "to[0]", "variables"],
            problem.Others!.Select(other => other.Field).Append(problem.Field).Order());
    }

    [PostgresFact]
    public async Task Message_OfAnotherUsersMailboxOrParts_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        using var stranger = await Host.RegisterAsync();
        var mailbox = await MailSeed.CreateAsync(stranger);
        var message = Assert.Single(await mailbox.AddAsync(1));
        var template = (await stranger.PostAsync("/api/v1/templates", new { name = "a", body_text = "x" })).Text("id");
        var request = await SimpleAsync(user);

        Assert.Equal(ProblemCodes.NotFound, (await ComposeAsync(user, request with { ConnectionId = $"{mailbox.ConnectionId:N}" })).Problem!.Code);
        Assert.Equal("in_reply_to_id", (await ComposeAsync(user, request with { InReplyToId = message })).Problem!.Field);
        Assert.Equal("forward_of_id", (await ComposeAsync(user, request with { ForwardOfId = message })).Problem!.Field);
        Assert.Equal("template_id", (await ComposeAsync(user, request with { BodyText = null, TemplateId = template })).Problem!.Field);
        Assert.Equal("attachment_ids[0]", (await ComposeAsync(user, request with { AttachmentIds = [message] })).Problem!.Field);
    }

    [PostgresFact]
    public async Task Message_ToBeProtected_NeedsTheKeysOfAllWhoReadIt_AndNothingIsMadeWithoutThem()
    {
        using var user = await Host.RegisterAsync();
        var request = await SimpleAsync(user);

        Assert.Equal("sign", (await ComposeAsync(user, request with { Sign = true })).Problem!.Field);
        Assert.Equal("encrypt", (await ComposeAsync(user, request with { Encrypt = true })).Problem!.Field);
        await AddKeyAsync(user, "owner");
        var missing = (await ComposeAsync(user, request with { Sign = true, Encrypt = true })).Problem!;
        Assert.Equal(("encrypt", ProblemCodes.Invalid), (missing.Field, missing.Code));
        Assert.Contains("ada@example.org", missing.Detail, StringComparison.Ordinal);
        Assert.Equal("bcc", (await ComposeAsync(user, request with { Encrypt = true, Bcc = [new ComposeAddress(null, "bob@example.org")] })).Problem!.Field);
    }

    [PostgresFact]
    public async Task Message_ToBeProtected_IsSignedAndEncrypted_ItsCopyAlso()
    {
        using var user = await Host.RegisterAsync();
        await AddKeyAsync(user, "owner");
        await AddKeyAsync(user, "ada");
        var request = await SimpleAsync(user) with { BodyText = "readable" };

        var signed = (await ComposeAsync(user, request with { Sign = true, Bcc = [new ComposeAddress(null, "bob@example.org")] })).Value!;
        Assert.Equal(MimeProtection.SmimeSigned, MimeParser.Parse(signed.Message.ToArray()).Protection);
        var copy = MimeParser.Parse(signed.SentCopy.ToArray());
        Assert.Equal((MimeProtection.SmimeSigned, "bob@example.org"), (copy.Protection, Assert.Single(copy.Bcc).Address));

        var encrypted = (await ComposeAsync(user, request with { Sign = true, Encrypt = true })).Value!;
        var read = MimeParser.Parse(encrypted.Message.ToArray());
        Assert.Equal((MimeProtection.SmimeEncrypted, "1@example.org"), (read.Protection, read.MessageId));
        Assert.Equal(encrypted.Message.ToArray(), encrypted.SentCopy.ToArray());
        Assert.DoesNotContain("readable", Encoding.UTF8.GetString(encrypted.Message.Span), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Message_OfAMember_IsNotSignedByTheKeyOfTheOwner()
    {
        using var owner = await Host.RegisterAsync();
        using var member = await Host.RegisterAsync();
        await AddKeyAsync(owner, "owner");
        var request = await SimpleAsync(owner) with { Sign = true };
        var scope = new AttachmentScope(owner.UserId, member.UserId);

        var refused = await Host.Services.GetRequiredService<IComposer>().ComposeAsync(scope, request, "1@example.org", Date, default);

        Assert.Equal("sign", refused.Problem!.Field);
    }

    private static async Task AddKeyAsync(ApiClient user, string name)
    {
        const string Password = "secret";
        var created = await user.PostAsync("/api/v1/protection/keys", new { content = ProtectionIsolation.SecretKey(name, Password), password = Password });
        Assert.Equal(201, (int)created.Status);
    }

    private static async Task<string> MailboxAsync(ApiClient user) => $"{(await MailSeed.CreateAsync(user)).ConnectionId:N}";

    private static async Task<ComposeRequest> SimpleAsync(ApiClient user) =>
        new() { ConnectionId = await MailboxAsync(user), To = [new ComposeAddress(null, "ada@example.org")], Subject = "a", BodyText = "b" };

    private Task<Outcome<ComposedMessage>> ComposeAsync(ApiClient user, ComposeRequest request) =>
        Host.Services.GetRequiredService<IComposer>().ComposeAsync(AttachmentScope.Of(user.UserId), request, "1@example.org", Date, default);
}
