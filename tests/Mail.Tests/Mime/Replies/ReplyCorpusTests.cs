using EmailAgent.Mail.Mime;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Replies;

public class ReplyCorpusTests(ITestOutputHelper output)
{
    [CorpusFact]
    public void RealMail_Separated_LosesNothingAndLeavesSomethingFresh()
    {
        var texts = MailCorpus.Files("real").Select(file => (File: file, Text: MimeParser.Parse(File.ReadAllBytes(file)).GetText())).ToList();
        var empty = 0;
        foreach (var (file, text) in texts)
        {
            var segments = ReplyText.Separate(text);
            Assert.Equal(text, string.Concat(segments.Select(segment => segment.Of(text).ToString())));
            if (ReplyText.Fresh(text).Length > 0)
                continue;
            empty++;
            output.WriteLine($"nothing fresh: {Path.GetFileName(file)} {string.Join(' ', segments.Select(s => s.Kind))}");
        }

        output.WriteLine($"nothing fresh in {empty} of {texts.Count}");
        Assert.InRange(empty, 0, texts.Count / 50);
    }
}
