using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

/// <summary>A response that ends within its lists is an error at most, never a wait for their end.</summary>
public sealed class CutListTests
{
    private const string Structure =
        "* 1 FETCH (UID 3 BODYSTRUCTURE ((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 5 1 NIL (\"inline\" (\"filename\" \"x\")) (\"en\" \"de\") NIL)" +
        "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL \"s\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL NIL) (\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) 3) \"mixed\" (\"boundary\" \"x\") NIL NIL))";

    [Fact]
    public async Task Structure_CutAnywhere_IsAnErrorAtMost()
    {
        for (var length = "* 1 FETCH (".Length; length < Structure.Length; length++)
        {
            var cut = Structure[..length];
            var failure = await Task.Run(() => Record.Exception(() => Responses.Responses.Parse(cut))).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.True(failure is null or ImapProtocolException, $"{failure} at {length}");
        }
    }
}
