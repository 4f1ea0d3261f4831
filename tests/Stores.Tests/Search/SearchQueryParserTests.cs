using EmailAgent.Search;
using EmailAgent.Search.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Stores.Tests.Search;

public sealed class SearchQueryParserTests
{
    private const string Common = "\"the\" is too common to be searched for; add a rarer word beside it, or look for it in a field, such as subject:.";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Pieces that queries are made of, well-formed and not.</summary>
    internal static readonly string[] Pieces =
    [
        "meeting", "Zoë", "会議室", "a", "the", "don't", "e-mail", "ann@mail.example.org", "example.org", "3.14", "inv*", "*", "\"", "\"red apple\"", "(", ")", "-", "--", "OR", "or", "AND",
        "from:", "from:ann", "to:bob", "cc:x", "subject:", "subject:(a OR b)", "subject:\"two words\"", "label:", "label:Work", "in:inbox", "in:anywhere", "is:unread", "is:", "is:foo",
        "has:attachment", "has:x", "filename:pdf", "before:2026-01-02", "before:2026", "after:2026/13/01", "older_than:3d", "newer_than:999999999y", "larger:10M", "smaller:5", "larger:9999999999999g",
        ":", "::", "x:y", "http://a.example/b?c=d&e", "'", "\\", "%", "_", "\0", "\uD800", "🎉", "’", "“quoted”", " ", "\t", "&", "|", "!", "<->", "'quote''s", "a:b:c", "1 <2> 3",
    ];

    [Fact]
    public void Parse_AnyText_NeverThrowsAndIsEitherQueryOrError() =>
        Prop.ForAll(Queries(), query =>
        {
            var parsed = SearchQueryParser.Parse(query, Now);
            return parsed.Query is null != parsed.Error is null;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("is:foo", "is: takes read, unread, starred or unstarred.", 3)]
    [InlineData("a before:soon", "before: takes a date such as 2026-03-31, 2026-03 or 2026.", 9)]
    [InlineData("from: ann", "from: needs a value directly after the colon.", 0)]
    [InlineData("(a b", "This parenthesis is never closed.", 0)]
    [InlineData("a) b", "This closing parenthesis has no opening one.", 1)]
    [InlineData("a \"b c", "This quotation mark is never closed.", 2)]
    [InlineData("OR a", "OR needs something to search for on both sides.", 0)]
    [InlineData("a OR", "OR needs something to search for on both sides.", 2)]
    [InlineData("larger:big", "larger: takes a size such as 500k or 10M.", 7)]
    [InlineData(" \t ", "There is nothing to search for.", 0)]
    [InlineData("newer_than:100000y", "newer_than: takes a span such as 3d, 2w, 6m or 1y, of at most 100 years.", 11)]
    [InlineData("older_than:101y", "older_than: takes a span such as 3d, 2w, 6m or 1y, of at most 100 years.", 11)]
    [InlineData("()", "There is nothing between these parentheses.", 0)]
    [InlineData("-\"\"", "There is no letter, digit or symbol to search for in \"\".", 1)]
    [InlineData("*", "There is no letter, digit or symbol to search for in \"*\".", 0)]
    [InlineData("budget OR ---", "There is no letter, digit or symbol to search for in \"-\".", 12)]
    [InlineData("filename:'", "There is no letter, digit or symbol to search for in \"'\".", 9)]
    [InlineData("the", Common, 0)]
    [InlineData("(the)", Common, 1)]
    [InlineData("-the", Common, 1)]
    [InlineData("budget -(the)", Common, 9)]
    [InlineData("budget OR the", Common, 10)]
    [InlineData("(the the) OR budget", Common, 1)]
    public void Parse_WhatMakesNoSense_SaysWhyAndWhere(string query, string message, int position) =>
        Assert.Equal(new SearchSyntaxError(message, position), SearchQueryParser.Parse(query, Now).Error);

    [Fact]
    public void Parse_TooLongOrDeepOrMuch_IsAnError()
    {
        Assert.NotNull(SearchQueryParser.Parse(new string('a', 3000), Now).Error);
        Assert.NotNull(SearchQueryParser.Parse(new string('(', 30) + "a" + new string(')', 30), Now).Error);
        Assert.NotNull(SearchQueryParser.Parse(string.Join(' ', Enumerable.Repeat("a", 200)), Now).Error);
        Assert.Null(SearchQueryParser.Parse(string.Join(' ', Enumerable.Repeat("-b", 100)), Now).Error);
    }

    [Fact]
    public void Parse_OperatorsWithValues_AreConditions()
    {
        Assert.Equal(new DateTerm(null, new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)), Single("before:2026-01-02"));
        Assert.Equal(new DateTerm(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), null), Single("after:2026/3"));
        Assert.Equal(new DateTerm(Now.AddDays(-14), null), Single("newer_than:2w"));
        Assert.Equal(new DateTerm(Now.AddDays(-36_500), null), Single("newer_than:100y"));
        Assert.Equal(new SizeTerm(10 << 20, true), Single("larger:10M"));
        Assert.Equal(new LabelTerm("junk", 3), Single("in:spam"));
        Assert.Equal(new LabelTerm("My Label", 6), Single("label:\"My Label\""));
        Assert.Equal(new AllMail(), Single("in:anywhere"));
        Assert.Equal(new OwnAddress(FieldTag.From), Single("from:Me"));
        Assert.Equal(new TextTerm(FieldTag.Subject, "the", false, false), Single("subject:the"));
        Assert.Equal(new TextTerm(FieldTag.None, "budget", false, false), Single("the budget - & (of)"));
        Assert.Equal(new PropertyTerm(MessageProperty.Read, false), Single("IS:unread"));
        Assert.Equal(new Not(new TextTerm(FieldTag.From, "ann", false, false)), Single("-from:ann"));
        Assert.Equal(new TextTerm(FieldTag.None, "x:y", false, false), Single("x:y"));
        Assert.Equal(new TextTerm(FieldTag.None, "inv*", false, true), Single("inv*"));
    }

    /// <summary>Random sequences of <see cref="Pieces"/> and of arbitrary text.</summary>
    internal static Arbitrary<string> Queries()
    {
        var piece = Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        return piece.ListOf().Zip(Gen.Elements("", " ", " "), (pieces, separator) => string.Join(separator, pieces)).ToArbitrary();
    }

    private static SearchNode Single(string query) =>
        Assert.Single(Assert.IsType<AllOf>(SearchQueryParser.Parse(query, Now).Query).Parts);
}
