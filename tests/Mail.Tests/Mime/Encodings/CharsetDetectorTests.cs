using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Encodings;

public class CharsetDetectorTests
{
    private const string Japanese = "お世話になっております。来週の会議の資料をお送りします。ご確認ください。";
    private const string Simplified = "您好，请查收附件中的会议资料。如有问题请随时与我联系，谢谢。";
    private const string Traditional = "您好，請查收附件中的會議資料。如有問題請隨時與我聯繫，謝謝您的幫忙。";
    private const string Russian = "Добрый день! Отправляю вам материалы к совещанию, посмотрите, пожалуйста, до пятницы.";
    private const string Korean = "안녕하세요 다음 주 회의 자료를 보내 드립니다 확인 부탁드립니다";

    [Theory]
    [InlineData(Japanese, 932)]
    [InlineData(Japanese, 51932)]
    [InlineData(Japanese, 50220)]
    [InlineData(Simplified, 936)]
    [InlineData(Traditional, 950)]
    [InlineData(Russian, 1251)]
    [InlineData(Russian, 20866)]
    [InlineData(Korean, 949)]
    [InlineData("Größe, Ärger, Füße: für 100 € übrigens schön, naïve Œuvre, ÄÖÜ äöü", 1252)]
    [InlineData("Ça a été préparé à l'école, où l'élève reçoit d'intéressantes idées, déjà créées", 1252)]
    [InlineData("«Mañana» será otro día, señor Núñez — ¿no?", 1252)]
    [InlineData("GRÜSSE AUS ÖSTERREICH: ÄÄÄH, ÜÜBER", 1252)]
    [InlineData("Åse Ærø Øystein på sjøen, blåbærsyltetøy", 1252)]
    [InlineData("ÀÉÈÊËÎÏÔÙÛ", 1252)]
    public void Body_Unlabelled_IsDecoded(string text, int codePage)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text);

        Assert.Equal(text, Read("", bytes));
        Assert.Equal(text, Read("Content-Type: text/plain; charset=us-ascii\n", bytes));
        Assert.Equal(text, MimeParser.Parse((byte[])[.. "Subject: "u8, .. bytes, .. "\n\n"u8]).Subject);
    }

    [Fact]
    public void Body_LabelledLatin1_KeepsItsLabel()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Russian);

        Assert.StartsWith("Äîáðûé", Read("Content-Type: text/plain; charset=iso-8859-1\n", bytes), StringComparison.Ordinal);
    }

    private static string Read(string header, byte[] body) =>
        MimeParser.Parse((byte[])[.. Encoding.ASCII.GetBytes(header + "\n"), .. body]).GetText();
}
