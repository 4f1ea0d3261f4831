using EmailAgent.Mail.Mime;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime;

public class CorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("real")]
    [InlineData("torture")]
    public void Corpus_EveryMessage_KeepsThePromises(string folder)
    {
        var files = Corpus.Files(folder);
        if (files.Length == 0)
            output.WriteLine("skipped: no corpus");
        foreach (var file in files)
        {
            try
            {
                Reading.CheckEverything(File.ReadAllBytes(file));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(file, exception);
            }
        }
    }

    [Fact]
    public void RealMail_Messages_HaveWhatMailHas()
    {
        var messages = Corpus.Files("real").Select(file => MimeParser.Parse(File.ReadAllBytes(file))).ToList();
        if (messages.Count == 0)
        {
            output.WriteLine("skipped: no corpus");
            return;
        }

        Share("from", message => message.From.Count > 0);
        Share("date", message => message.Date is not null);
        Share("subject", message => message.Subject is not null);
        Share("text", message => message.GetText().Trim().Length > 0);
        Share("preview", message => Preview.Of(message.GetText()).Length > 0);

        void Share(string name, Func<MimeMessage, bool> has)
        {
            var missing = messages.Count(message => !has(message));
            output.WriteLine($"{name}: missing in {missing} of {messages.Count}");
            Assert.InRange(missing, 0, messages.Count / 50);
        }
    }
}
