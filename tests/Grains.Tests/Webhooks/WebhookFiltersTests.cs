using EmailAgent.Grains.Events;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Grains.Tests.Webhooks;

public sealed class WebhookFiltersTests
{
    private static readonly Guid Mailbox = Guid.NewGuid();
    private static readonly Guid Label = Guid.NewGuid();
    private static readonly WebhookSelection All = new([], [], [], []);
    private static readonly MessageFacts Facts = new("Ada@Mail.Example.org", [Label]);

    [Fact]
    public void Matches_WithoutAFilter_IsByTypeOnly()
    {
        Assert.True(WebhookFilters.Matches(All, Entry(), facts: null));
        Assert.True(WebhookFilters.Matches(All with { EventTypes = ["email.received"] }, Entry(), facts: null));
        Assert.False(WebhookFilters.Matches(All with { EventTypes = ["email.deleted"] }, Entry(), facts: null));
    }

    [Fact]
    public void Matches_WithEachKindOfFilter_IsByWhatTheEventIsAbout()
    {
        Assert.True(WebhookFilters.Matches(All with { ConnectionIds = [Mailbox] }, Entry(), Facts));
        Assert.False(WebhookFilters.Matches(All with { ConnectionIds = [Label] }, Entry(), Facts));
        Assert.True(WebhookFilters.Matches(All with { LabelIds = [Label] }, Entry(), Facts));
        Assert.False(WebhookFilters.Matches(All with { LabelIds = [Mailbox] }, Entry(), Facts));
        Assert.True(WebhookFilters.Matches(All with { SenderDomains = ["example.org"] }, Entry(), Facts));
        Assert.False(WebhookFilters.Matches(All with { SenderDomains = ["ample.org"] }, Entry(), Facts));
    }

    [Theory]
    [InlineData("bücher.example", "Ada@BÜCHER.example", true)]
    [InlineData("bücher.example", "ada@mail.xn--bcher-kva.example", true)]
    [InlineData("xn--bcher-kva.example", "ada@bücher.example", true)]
    [InlineData("bücher.example", "ada@bucher.example", false)]
    public void Matches_AnInternationalDomain_IsByItsOneForm(string wanted, string sender, bool matches) =>
        Assert.Equal(matches, WebhookFilters.Matches(All with { SenderDomains = [wanted] }, Entry(), Facts with { Sender = sender }));

    // Its punycode would take minutes; finishing is the assertion.
    [Fact]
    public void Matches_AHugeInternationalDomain_Ends()
    {
        const int FirstIdeograph = 0x4E00;
        const int Ideographs = 20_000;
        var domain = string.Concat(Enumerable.Range(0, 2_000_000).Select(i => (char)(FirstIdeograph + (i % Ideographs))));

        Assert.False(WebhookFilters.Matches(All with { SenderDomains = ["example.org"] }, Entry(), Facts with { Sender = $"ada@{domain}" }));
    }

    [Fact]
    public void Matches_AMessageThatIsGone_IsNotExcludedByWhatIsUnknown() =>
        Assert.True(WebhookFilters.Matches(All with { LabelIds = [Mailbox], SenderDomains = ["example.net"] }, Entry(), facts: null));

    private static LoggedEvent Entry() => new(
        1, "email.received", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), $$"""{"email_id":"{{Guid.NewGuid():N}}","connection_id":"{{Mailbox:N}}"}""");
}
