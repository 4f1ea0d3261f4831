namespace EmailAgent.Mail.Tests.Mime.Headers;

public class AddressHeaderTests
{
    /// <summary>Header value, then "name|address" of each mailbox expected; an empty name stands for none.</summary>
    public static TheoryData<string, string[]> Values => new()
    {
        { "a@example.com", ["|a@example.com"] },
        { "<a@example.com>", ["|a@example.com"] },
        { "Ann <a@example.com>", ["Ann|a@example.com"] },
        { "\"Ann\" <a@example.com>", ["Ann|a@example.com"] },
        { "\"Doe, Jane\" <j@example.com>, b@example.com", ["Doe, Jane|j@example.com", "|b@example.com"] },
        { "\"A \\\"B\\\" C\" <a@example.com>", ["A \"B\" C|a@example.com"] },
        { "John Q. Public <j@example.com>", ["John Q. Public|j@example.com"] },
        { "a@example.com (Ann)", ["Ann|a@example.com"] },
        { "a@example.com (Ann (the first))", ["Ann (the first)|a@example.com"] },
        { "Ann (work) Smith <a@example.com>", ["Ann Smith|a@example.com"] },
        { "<a@example.com> (Ann)", ["Ann|a@example.com"] },
        { "=?utf-8?q?J=C3=BCrgen?= <j@example.com>", ["Jürgen|j@example.com"] },
        { "\"=?utf-8?q?J=C3=BCrgen?=\" <j@example.com>", ["Jürgen|j@example.com"] },
        { "=?utf-8?Q?a=40example.com?=", ["|a@example.com"] },
        { "Jürgen <jürgen@bücher.example>", ["Jürgen|jürgen@bücher.example"] },
        { "Team: a@example.com, Ann <b@example.com>; c@example.com", ["|a@example.com", "Ann|b@example.com", "|c@example.com"] },
        { "undisclosed-recipients:;", [] },
        { "undisclosed-recipients: ;", [] },
        { "<@relay.example,@two.example:a@example.com>", ["|a@example.com"] },
        { "a @ example . com", ["|a@example.com"] },
        { "Ann <a@example.com", ["Ann|a@example.com"] },
        { "Ann <a@example.com, Bob <b@example.com>", ["Ann|a@example.com", "Bob|b@example.com"] },
        { "Ann a@example.com>", ["Ann|a@example.com"] },
        { "Ann Smith a@example.com", ["Ann Smith|a@example.com"] },
        { "a@example.com; b@example.com", ["|a@example.com", "|b@example.com"] },
        { "a@example.com b@example.com", ["a@example.com|b@example.com"] },
        { "Ann <a@example.com> Bob <b@example.com>", ["Ann|a@example.com", "Bob|b@example.com"] },
        { "<<a@example.com>>", ["|a@example.com"] },
        { "<mailto:a@example.com>", ["|a@example.com"] },
        { "<\"a@example.com\">", ["|a@example.com"] },
        { "\"a b\"@example.com", ["|\"a b\"@example.com"] },
        { "\"unclosed <a@example.com>", ["\"unclosed|a@example.com"] },
        { "(unclosed <a@example.com>", ["(unclosed|a@example.com"] },
        { "Works, Inc. <a@example.com>", ["Works, Inc.|a@example.com"] },
        { "Doe, Jane <j@example.com>, b@example.com", ["Doe, Jane|j@example.com", "|b@example.com"] },
        { "b@example.com, Doe, Jane <j@example.com>", ["|b@example.com", "Doe, Jane|j@example.com"] },
        { "root, a@example.com", ["|root", "|a@example.com"] },
        { "root, Ann Smith", ["|root", "Ann Smith|"] },
        { "Support <> , <a@example.com>", ["Support|", "|a@example.com"] },
        { "=?utf-8?Q?broken, a@example.com", ["=?utf-8?Q?broken|", "|a@example.com"] },
        { "Team: Doe, Jane <j@example.com>;", ["Doe, Jane|j@example.com"] },
        { "root", ["|root"] },
        { "Ann Smith", ["Ann Smith|"] },
        { ",, ,a@example.com,,", ["|a@example.com"] },
        { "\"\" <>", [] },
        { "", [] },
        { "Ann\r\n <a@example.com>,\r\n\tb@example.com", ["Ann|a@example.com", "|b@example.com"] },
        { "'Ann' <a@example.com>", ["'Ann'|a@example.com"] },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void To_AnyForm_GivesMailboxes(string value, string[] expected)
    {
        var message = Raw.WithHeader("To", value);

        Assert.Equal(expected, message.To.Select(address => $"{address.Name}|{address.Address}"));
    }

    [Fact]
    public void To_RepeatedField_IsJoined()
    {
        var message = Raw.Parse("To: a@example.com\nTo: b@example.com\n\n");

        Assert.Equal(["a@example.com", "b@example.com"], message.To.Select(address => address.Address));
    }

    [Fact]
    public void To_RawLatin1_ReadsAsWindows1252()
    {
        var message = EmailAgent.Mail.Mime.MimeParser.Parse(Raw.Latin1("To: J\u00FCrgen <j@example.com>\n\n"));

        Assert.Equal("Jürgen", message.To[0].Name);
    }
}
