using System.Text;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Mbox;

public class MboxReaderTests
{
    private const string From = "From jane@example.com Thu Mar  5 07:08:09 2026\n";

    [Fact]
    public async Task Messages_WithSeparators_AreSplit()
    {
        var messages = await ReadAsync($"junk\n\n{From}A: 1\n\none\n\n{From}A: 2\n\ntwo\nFrom here on it goes down.\n\nFrom the start, Thu was bad\n\n{From}A: 3\n");

        Assert.Equal(["A: 1\n\none\n", "A: 2\n\ntwo\nFrom here on it goes down.\n\nFrom the start, Thu was bad\n", "A: 3\n"], messages.Select(Text));
        Assert.Equal("jane@example.com", messages[0].Sender);
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 7, 8, 9, TimeSpan.Zero), messages[0].Date);
    }

    [Theory]
    [InlineData("From - Thu Mar  5 07:08:09 2026", "-")]
    [InlineData("From MAILER-DAEMON Thu Mar  5 07:08:09 CET 2026", "MAILER-DAEMON")]
    [InlineData("From \"jane doe\"@example.com Thu, 5 Mar 2026 07:08:09 +0000", "\"jane doe\"@example.com")]
    [InlineData("From Thu Mar  5 07:08 2026", "")]
    public async Task Separator_OtherForms_AreRead(string separator, string sender)
    {
        var message = Assert.Single(await ReadAsync($"{separator}\r\nA: 1\r\n\r\none\r\n\r\n"));

        Assert.Equal((sender, "A: 1\r\n\r\none\r\n"), (message.Sender, Text(message)));
        Assert.NotNull(message.Date);
    }

    [Theory]
    [InlineData(MboxQuoting.Mboxrd, "From a\n>From b\n> From c\n")]
    [InlineData(MboxQuoting.Mboxo, "From a\n>>From b\n> From c\n")]
    [InlineData(MboxQuoting.None, ">From a\n>>From b\n> From c\n")]
    public async Task Quoting_IsUndone(MboxQuoting quoting, string body) =>
        Assert.Equal($"A: 1\n\n{body}", Text(Assert.Single(await ReadAsync($"{From}A: 1\n\n>From a\n>>From b\n> From c\n\n", quoting))));

    [Fact]
    public async Task ContentLength_WithoutQuoting_SkipsSeparatorsInside()
    {
        var body = $"x\n\n{From}y\n";
        var messages = await ReadAsync($"{From}Content-Length: {body.Length}\n\n{body}\n{From}A: 2\n\ntwo\n", MboxQuoting.None);

        Assert.Equal([$"Content-Length: {body.Length}\n\n{body}", "A: 2\n\ntwo\n"], messages.Select(Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("no separator")]
    [InlineData("From here")]
    public async Task File_WithoutSeparator_IsEmpty(string file) => Assert.Empty(await ReadAsync(file));

    [Fact]
    public async Task Message_TooLong_IsCut()
    {
        var messages = await ReadAsync($"{From}{new string('x', 5000)}\n\n{From}A: 2\n", limits: new MimeLimits { MaxMboxMessage = 100 });

        Assert.Equal([true, false], messages.Select(message => message.IsCut));
        Assert.Equal(100, messages[0].Raw.Length);
        Assert.Equal("A: 2\n", Text(messages[1]));
    }

    [Fact]
    public void Messages_WrittenAsMboxrd_AreReadBack()
    {
        string[] pieces = ["\n", "From ", ">", "From a Thu Mar  5 07:08:09 2026\n", "text", ">>From \n", "\r\n", new string('x', 3000), "A: b\n"];
        var bodies = Gen.Elements(pieces).ArrayOf().Select(parts => "A: 1\n\n" + string.Concat(parts) + "\n").ArrayOf().ToArbitrary();
        Prop.ForAll(bodies, ArbMap.Default.ArbFor<PositiveInt>(), (messages, chunk) =>
        {
            var file = string.Concat(messages.Select(message => From + Quote(message) + "\n"));
            var read = ReadAsync(file, chunk: (chunk.Get * 7 % 5000) + 1).GetAwaiter().GetResult();
            return read.Select(Text).SequenceEqual(messages);
        }).QuickCheckThrowOnFailure();
    }

    private static string Quote(string message) =>
        string.Join('\n', message.Split('\n').Select(line => line.TrimStart('>').StartsWith("From ", StringComparison.Ordinal) ? ">" + line : line));

    private static string Text(MboxMessage message) => Encoding.Latin1.GetString(message.Raw.Span);

    private static async Task<List<MboxMessage>> ReadAsync(
        string file, MboxQuoting quoting = MboxQuoting.Mboxrd, MimeLimits? limits = null, int chunk = 7)
    {
        var messages = new List<MboxMessage>();
        await foreach (var message in MboxReader.ReadAsync(new ChunkedStream(Encoding.Latin1.GetBytes(file), chunk), quoting, limits))
            messages.Add(message);
        return messages;
    }
}
