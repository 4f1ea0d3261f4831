using System.Globalization;
using System.Text;
using EmailAgent.Mail.Mime;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Encodings;

/// <summary>How often unlabelled text is read right, on sentences that the detection was not made with (<see cref="CharsetSentences"/>).</summary>
public class CharsetAccuracyTests(ITestOutputHelper output)
{
    [Fact]
    public void Text_InCharsetsThatAreRecognized_IsReadRight()
    {
        var (right, total) = Measure(CharsetSentences.Recognized);

        Assert.True(right >= total * 0.95, $"{right} of {total}");
    }

    /// <summary>These are not told apart from Windows-1252; they must not turn into another script.</summary>
    [Fact]
    public void Text_InOtherCharsets_IsTakenForWesternRatherThanForAnotherScript()
    {
        int western = 0, total = 0;
        foreach (var (language, codePage, bytes, _) in Cases(CharsetSentences.Others))
        {
            var isWestern = Read(bytes).All(static c => c is < (char)0x250 or >= '\u2000' and <= '\u2122');
            (western, total) = (western + (isWestern ? 1 : 0), total + 1);
            if (!isWestern)
                output.WriteLine($"{language} {codePage}: {Read(bytes)}");
        }

        output.WriteLine($"{western} of {total}");
        Assert.True(western >= total * 0.95, $"{western} of {total}");
    }

    private (int Right, int Total) Measure(IReadOnlyList<CharsetSentences> all)
    {
        int right = 0, total = 0;
        foreach (var group in Cases(all).GroupBy(entry => (entry.Language, entry.CodePage)))
        {
            var read = group.Count(entry => Read(entry.Bytes) == entry.Text);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Language} {group.Key.CodePage}: {read} of {group.Count()}"));
            (right, total) = (right + read, total + group.Count());
        }

        output.WriteLine($"{right} of {total}");
        return (right, total);
    }

    /// <summary>Every sentence by itself, and all of them as one body, in each charset that can write it.</summary>
    private static IEnumerable<(string Language, int CodePage, byte[] Bytes, string Text)> Cases(IReadOnlyList<CharsetSentences> all) =>
        from entry in all
        from codePage in entry.CodePages
        from text in entry.Sentences.Append(string.Join(' ', entry.Sentences))
        let encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!
        let bytes = encoding.GetBytes(text)
        where encoding.GetString(bytes) == text
        select (entry.Language, codePage, bytes, text);

    private static string Read(byte[] body) => MimeParser.Parse((byte[])[.. "From: a@example.org\n\n"u8, .. body]).GetText();
}
