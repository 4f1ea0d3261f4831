using EmailAgent.Providers.Imap;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapRefusalTests
{
    [Theory]
    [InlineData("UNAVAILABLE", "later")]
    [InlineData("INUSE", "the folder is being rebuilt")]
    [InlineData("LIMIT", "no more now")]
    [InlineData("SERVERBUG", "Internal error occurred")]
    [InlineData("OVERQUOTA", "disk full")]
    [InlineData(null, "something went wrong")]
    public void Refusal_ForNow_IsNoneForGood(string? code, string text) =>
        Assert.Equal(new ImapRefusal(ImapRefusalKind.ForNow), ImapRefusal.Of(code, text));

    [Theory]
    [InlineData("NOPERM", "Permission denied", false)]
    [InlineData("NONEXISTENT", "no such folder", false)]
    [InlineData("CANNOT", "never", false)]
    [InlineData(null, "Unknown command", true)]
    public void Refusal_WithoutAHintThatItPasses_IsForGood(string? code, string text, bool isBad) =>
        Assert.Equal(new ImapRefusal(ImapRefusalKind.ForGood), ImapRefusal.Of(code, text, isBad));

    [Theory]
    [InlineData("Request is throttled. Suggested Backoff Time: 20000 milliseconds", 20)]
    [InlineData("Too many simultaneous connections. (Failure)", null)]
    [InlineData("Account exceeded command or bandwidth limits", null)]
    [InlineData("rate limit, try again in 2 minutes", 120)]
    [InlineData("Slow down, retry after 90 sec", 90)]
    [InlineData("throttled for 999999999 seconds", 3600)]
    public void Refusal_OfAThrottlingServer_NamesTheWaitWithinReason(string text, int? seconds)
    {
        TimeSpan? wait = seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        Assert.Equal(new ImapRefusal(ImapRefusalKind.Throttled, wait), ImapRefusal.Of(null, text, isBad: true));
        Assert.Equal(new ImapRefusal(ImapRefusalKind.Throttled, wait), ImapRefusal.Of("UNAVAILABLE", text));
    }

    [Theory]
    [InlineData("AUTHENTICATIONFAILED", "Authentication failed, try again later", ImapRefusalKind.ForGood)]
    [InlineData(null, "Invalid user name or password, please try again", ImapRefusalKind.ForGood)]
    [InlineData("UNAVAILABLE", "Temporary authentication failure.", ImapRefusalKind.ForNow)]
    [InlineData(null, "Temporary failure in authentication", ImapRefusalKind.ForNow)]
    [InlineData(null, "Too many simultaneous connections", ImapRefusalKind.Throttled)]
    public void Login_IsRefusedForGood_UnlessTheServerSaysOtherwise(string? code, string text, object kind) =>
        Assert.Equal(kind, ImapRefusal.OfLogin(code, text).Kind);

    [Theory]
    [InlineData("NONEXISTENT", "no such folder", ImapRefusalKind.ForGood)]
    [InlineData(null, "Mailbox doesn't exist: Work", ImapRefusalKind.ForGood)]
    [InlineData(null, "Mailbox is temporarily unavailable", ImapRefusalKind.ForNow)]
    [InlineData("INUSE", "being rebuilt", ImapRefusalKind.ForNow)]
    [InlineData("SERVERBUG", "Internal error occurred", ImapRefusalKind.ForNow)]
    [InlineData(null, "Request is throttled", ImapRefusalKind.Throttled)]
    public void UnlistedFolder_IsGone_UnlessTheServerSaysOtherwise(string? code, string text, object kind) =>
        Assert.Equal(kind, ImapRefusal.OfUnlisted(code, text).Kind);
}
