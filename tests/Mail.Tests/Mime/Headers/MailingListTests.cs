namespace EmailAgent.Mail.Tests.Mime.Headers;

public class MailingListTests
{
    [Fact]
    public void ListFields_AllOfThem_AreRead()
    {
        var list = Raw.Parse("""
            List-Id: "=?utf-8?q?Gr=C3=BC=C3=9Fe?= & more" <greetings.example.org>
            List-Unsubscribe: <mailto:leave@example.org?subject=bye>,
             <https://example.org/
             leave?u=1>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            List-Subscribe: <mailto:join@example.org> (by mail)
            List-Post: NO (moderated)
            List-Archive: https://example.org/archive
            List-Help: <https://example.org/help>
            List-Owner: <mailto:owner@example.org>

            """).MailingList!;

        Assert.Equal(("greetings.example.org", "Grüße & more"), (list.Id, list.Name));
        Assert.Equal(["mailto:leave@example.org?subject=bye", "https://example.org/leave?u=1"], list.Unsubscribe);
        Assert.True(list.HasOneClickUnsubscribe);
        Assert.Equal(["mailto:join@example.org"], list.Subscribe);
        Assert.Empty(list.Post);
        Assert.Equal(["https://example.org/archive"], list.Archive);
        Assert.Equal(["https://example.org/help"], list.Help);
        Assert.Equal(["mailto:owner@example.org"], list.Owner);
    }

    [Theory]
    [InlineData("users.example.org", "users.example.org", null)]
    [InlineData("Users <users.example.org", "users.example.org", "Users")]
    [InlineData("<>", null, null)]
    [InlineData("", null, null)]
    public void ListId_OtherForms_AreRead(string value, string? id, string? name)
    {
        var list = Raw.WithHeader("List-Id", value).MailingList!;

        Assert.Equal((id, name, false), (list.Id, list.Name, list.HasOneClickUnsubscribe));
    }

    [Fact]
    public void ListFields_Missing_GiveNull() => Assert.Null(Raw.WithHeader("Subject", "List-Id: <x>").MailingList);
}
