using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;
using ResponseText = EmailAgent.Mail.Tests.Imap.Responses.Responses;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class StructureBombTests
{
    [Theory]
    [InlineData(100_000, "(", ")")]
    [InlineData(100_000, "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 1 () ", ")")]
    [InlineData(200_000, "(\"A\" \"B\")", "")]
    [InlineData(200_000, "\"x\" ", "")]
    public void Structure_OfAbsurdDepthOrWidth_IsUnreadableAndNothingElse(int count, string open, string close)
    {
        var bomb = string.Concat(Enumerable.Repeat(open, count)) + string.Concat(Enumerable.Repeat(close, close.Length > 0 ? count : 0));
        var limits = ImapLimits.Default with { ResponseText = 64 << 20 };

        using var fetch = Assert.IsType<FetchResponse>(ResponseText.Parse($"* 1 FETCH (UID 7 BODYSTRUCTURE ({bomb} \"MIXED\") RFC822.SIZE 9)", limits)).Fetch;

        Assert.Equal((7u, 9L), (fetch.Uid, fetch.Size!.Value));
    }

    [Fact]
    public void Envelope_OfAbsurdlyManyAddresses_IsUnreadableAndNothingElse()
    {
        var bomb = string.Concat(Enumerable.Repeat("(NIL NIL \"a\" \"b\")", 100_001));

        using var fetch = ResponseText.Parse<FetchResponse>($"* 1 FETCH (UID 7 ENVELOPE (NIL NIL ({bomb})) RFC822.SIZE 9)").Fetch;

        Assert.Equal((7u, null, 9L), (fetch.Uid, fetch.Envelope, fetch.Size!.Value));
    }
}
