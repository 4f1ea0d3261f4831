using EmailAgent.Grains.Composition;

namespace EmailAgent.Grains.Tests.Composition;

public sealed class RecipientPolicyTests
{
    private readonly List<Problem?> _problems = [];

    [Fact]
    public void Read_OfTextsAndObjects_GivesAddressesOnce()
    {
        var read = Read(["Ada <ada@example.org>", "ADA@example.org", "\"B, C\" <bob@bücher.example>"], new CompositionOptions());

        Assert.Empty(_problems);
        Assert.Equal([("Ada", "ada@example.org"), ("B, C", "bob@xn--bcher-kva.example")], read.To!.Select(address => (address.Name!, address.Address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    [InlineData("Ada\r\nBcc: eve@example.org <ada@example.org>")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("ada@ä\u0000.example")]
    public void Read_OfWhatIsNoAddress_NamesItsPlace(string address)
    {
        Read(["bob@example.org", address], new CompositionOptions());

        var problem = Assert.Single(_problems)!;
        Assert.Equal((ProblemCodes.Invalid, "to[1]"), (problem.Code, problem.Field));
    }

    [Fact]
    public void Read_OfTenThousandRecipients_IsRefusedAtOnce()
    {
        Read([.. Enumerable.Range(0, 10_000).Select(i => $"a{i}")], new CompositionOptions());

        Assert.Equal("to", Assert.Single(_problems)!.Field);
    }

    [Fact]
    public void Read_OfNoRecipient_IsRefusedUnlessAMessageIsAnswered()
    {
        RecipientPolicy.Read(new ComposeRequest { InReplyToId = "x" }, new CompositionOptions(), _problems);
        Assert.Empty(_problems);

        RecipientPolicy.Read(new ComposeRequest(), new CompositionOptions(), _problems);
        Assert.Equal("to", Assert.Single(_problems)!.Field);
    }

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("ada@Mail.Example.ORG", true)]
    [InlineData("ada@badexample.org", false)]
    [InlineData("ada@example.org.evil.test", false)]
    public void Read_WithAllowedDomains_RefusesOthers(string address, bool isAllowed)
    {
        Read([address], new CompositionOptions { RecipientDomains = { "example.org" } });

        string[] expected = isAllowed ? [] : [CompositionProblems.RecipientNotAllowed];
        Assert.Equal(expected, _problems.Select(problem => problem!.Code));
    }

    private Addressees Read(IReadOnlyList<string> to, CompositionOptions options) =>
        RecipientPolicy.Read(new ComposeRequest { To = [.. to.Select(text => new ComposeAddress(null, text))] }, options, _problems);
}
