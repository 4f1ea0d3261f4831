using System.Text;
using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Quota;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

public sealed class GmailSubmitterTests(GmailFixture google) : IClassFixture<GmailFixture>
{
    private const string Bob = "bob@example.org";

    [EmulateFact]
    public async Task Submit_Accepted_IsSentAndFiledByGmail()
    {
        await using var gmail = await google.StartAsync();

        var result = await gmail.Submitter.SubmitAsync(gmail.Account, Mail(Bob), CancellationToken.None);

        Assert.Equal((SubmitFate.Sent, true), (result.Fate, result.IsSavedInSent));
        Assert.Equal([SubmitFate.Sent], result.Recipients.Select(recipient => recipient.Fate));
        Assert.Contains("SENT", (await gmail.Mailbox.StateAsync())[result.RemoteId!]);
        var sent = await gmail.Client.GetRawAsync(result.RemoteId!, QuotaPriority.Person, default);
        Assert.Contains("Message-ID: <one@gmail.com>", Encoding.UTF8.GetString(sent!.Raw!.Value.Span), StringComparison.OrdinalIgnoreCase);
    }

    [EmulateTheory]
    [InlineData(HttpFault.RateLimited, SubmitFate.Deferred)]
    [InlineData(HttpFault.TooMany, SubmitFate.Deferred)]
    [InlineData(HttpFault.ServerError, SubmitFate.Unknown)]
    [InlineData(HttpFault.BadGateway, SubmitFate.Unknown)]
    [InlineData(HttpFault.CutBefore, SubmitFate.Unknown)]
    [InlineData(HttpFault.CutAnswer, SubmitFate.Unknown)]
    public async Task Submit_WithAFault_IsMadeOnceAndHasTheFateThatIsCertain(HttpFault fault, SubmitFate fate)
    {
        await using var gmail = await google.StartAsync();
        gmail.Proxy.Faults.Next(fault);

        var result = await gmail.Submitter.SubmitAsync(gmail.Account, Mail(Bob), CancellationToken.None);

        Assert.Equal((fate, false), (result.Fate, result.IsSavedInSent));
        Assert.Single(gmail.Proxy.Requests, request => request.Contains("messages/send", StringComparison.Ordinal));
    }

    [EmulateFact]
    public async Task Submit_AfterTheAnswerIsLost_IsFoundByItsMessageId()
    {
        await using var gmail = await google.StartAsync();
        gmail.Proxy.Faults.Next(HttpFault.CutAnswer);
        var result = await gmail.Submitter.SubmitAsync(gmail.Account, Mail(Bob), CancellationToken.None);

        var session = new SyncedGmail(gmail);

        Assert.Equal(SubmitFate.Unknown, result.Fate);
        Assert.Single(await session.FindAsync("<one@gmail.com>", "sent"));
        Assert.Empty(await session.FindAsync("<one@gmail.com>", "drafts"));
        Assert.Empty(await session.FindAsync("<one@gmail.com>", "archive"));
        Assert.Empty(await session.FindAsync("<two@gmail.com>", null));
    }

    [EmulateFact]
    public async Task Submit_WithAnExpiredToken_TakesAnotherOne()
    {
        await using var gmail = await google.StartAsync();
        gmail.Proxy.Faults.Next(HttpFault.Unauthorized);

        var result = await gmail.Submitter.SubmitAsync(gmail.Account, Mail(Bob), CancellationToken.None);

        Assert.Equal(SubmitFate.Sent, result.Fate);
        Assert.Equal(2, gmail.Proxy.Requests.Count(request => request.Contains("messages/send", StringComparison.Ordinal)));
    }

    [EmulateFact]
    public async Task Submit_WithoutGmail_IsDeferred()
    {
        await using var gmail = await google.StartAsync();
        await gmail.Proxy.DisposeAsync();

        Assert.Equal(SubmitFate.Deferred, (await gmail.Submitter.SubmitAsync(gmail.Account, Mail(Bob), CancellationToken.None)).Fate);
    }

    [EmulateFact]
    public async Task Submit_LargerThanGmailTakes_IsRefusedWithoutACall()
    {
        await using var gmail = await google.StartAsync(options => options.LargestSentBytes = 1 << 16);
        var mail = Mail(Bob);

        var result = await gmail.Submitter.SubmitAsync(gmail.Account, mail with { Message = (byte[])[.. mail.Message.Span, .. new byte[1 << 16]] }, CancellationToken.None);

        Assert.Equal(SubmitFate.Refused, result.Fate);
        Assert.Empty(gmail.Proxy.Requests);
    }

    [Fact]
    public void HiddenRecipients_AreThoseThatTheHeaderLacks()
    {
        Assert.True(HiddenRecipients.TryAdd(Mail(Bob, "CARL@Example.org", "eve@example.net"), out var message));

        var text = Encoding.UTF8.GetString(message.Span);
        Assert.StartsWith("Bcc: CARL@Example.org,\r\n eve@example.net\r\nFrom:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void HiddenRecipients_OfAMessageThatNamesAll_ChangesNothing()
    {
        var mail = Mail("bob@EXAMPLE.org");

        Assert.True(HiddenRecipients.TryAdd(mail, out var message));
        Assert.Equal(mail.Message.ToArray(), message.ToArray());
    }

    [Theory]
    [InlineData("eve@example.net\r\nSubject: other")]
    [InlineData("eve@example.net, mallory@example.net")]
    [InlineData("eve")]
    [InlineData("")]
    public void HiddenRecipients_ThatCannotStandInAHeader_AreRefused(string address) => Assert.False(HiddenRecipients.TryAdd(Mail(address), out _));

    [EmulateFact]
    public async Task Identities_OfAnAccount_HaveOneDefault()
    {
        await using var gmail = await google.StartAsync();

        var identities = await gmail.Identities.ListAsync(gmail.Account, CancellationToken.None);

        Assert.Equal(gmail.Email, Assert.Single(identities, identity => identity.IsDefault).Email);
        Assert.Null(identities[0].ReplyTo);
    }

    [EmulateFact]
    public async Task Identities_ThatNobodyConfirmed_AreLeftOut()
    {
        await using var gmail = await google.StartAsync();
        gmail.Proxy.Instead = path => path.Contains("sendAs", StringComparison.Ordinal)
            ? """
              {"sendAs":[{"sendAsEmail":"ann@gmail.com","displayName":"","isPrimary":true},
              {"sendAsEmail":"ann@example.org","displayName":"Ann","replyToAddress":"office@example.org","signature":"<b>Ann</b>","isDefault":true,"verificationStatus":"accepted"},
              {"sendAsEmail":"other@example.org","verificationStatus":"pending"}]}
              """
            : null;

        var identities = await gmail.Identities.ListAsync(gmail.Account, CancellationToken.None);

        Assert.Equal(
            [
                new SenderIdentity("ann@gmail.com", null, null, null, IsDefault: false),
                new SenderIdentity("ann@example.org", "Ann", "office@example.org", "<b>Ann</b>", IsDefault: true),
            ],
            identities);
    }

    private static MailToSubmit Mail(params string[] recipients) => new(
        "<one@gmail.com>",
        "ann@gmail.com",
        recipients,
        "From: ann@gmail.com\r\nTo: Bob <bob@example.org>\r\nSubject: x\r\nMessage-ID: <one@gmail.com>\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\nHello.\r\n"u8.ToArray());
}
