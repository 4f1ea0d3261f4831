using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Replies;

public class ReplyTextTests
{
    [Theory]
    [InlineData("On Thu, Mar 5, 2026 at 7:08 AM Jane Doe <jane@example.com> wrote:")]
    [InlineData("On Thu, Mar 5, 2026 at 7:08 AM Jane Doe\n<jane@example.com> wrote:")]
    [InlineData("On Thursday, March 5,\n2026 at 7:08 AM Jane Doe <jane@example.com> wrote:")]
    [InlineData("On 5 Mar 2026, at 07:08, Jane Doe <jane@example.com> wrote:")]
    [InlineData("On 05/03/2026 07:08, Jane Doe wrote:")]
    [InlineData("Am 05.03.26 um 07:08 schrieb Jane Doe:")]
    [InlineData("Am Do., 5. März 2026 um 07:08 Uhr schrieb Jane Doe <jane@example.com>:")]
    [InlineData("Le jeu. 5 mars 2026 à 07:08, Jane Doe <jane@example.com> a écrit :")]
    [InlineData("El jue, 5 mar 2026 a las 7:08, Jane Doe (<jane@example.com>) escribió:")]
    [InlineData("Em qui., 5 de mar. de 2026 às 07:08, Jane Doe <jane@example.com> escreveu:")]
    [InlineData("Il giorno gio 5 mar 2026 alle ore 07:08 Jane Doe <jane@example.com> ha scritto:")]
    [InlineData("Op do 5 mrt 2026 om 07:08 schreef Jane Doe <jane@example.com>:")]
    [InlineData("czw., 5 mar 2026 o 07:08 Jane Doe <jane@example.com> napisał(a):")]
    [InlineData("W dniu 5.03.2026 o 07:08, Jane Doe pisze:")]
    [InlineData("чт, 5 мар. 2026 г. в 07:08, Jane Doe <jane@example.com>:")]
    [InlineData("5 марта 2026 г., в 07:08, Jane Doe <jane@example.com> написал(а):")]
    [InlineData("Den tors 5 mars 2026 kl 07:08 skrev Jane Doe <jane@example.com>:")]
    [InlineData("to 5. maalisk. 2026 klo 7.08 Jane Doe (jane@example.com) kirjoitti:", true)]
    [InlineData("Jane Doe <jane@example.com> 于2026年3月5日周四 07:08写道：")]
    [InlineData("2026年3月5日(木) 7:08 Jane Doe <jane@example.com>:")]
    [InlineData("2026년 3월 5일 (목) 오전 7:08, Jane Doe <jane@example.com>님이 작성:")]
    [InlineData("Jane Doe <jane@example.com>, 5 Mar 2026 Per, 07:08 tarihinde şunu yazdı:")]
    [InlineData("Jane wrote:", true)]
    [InlineData("jane@example.com:", true)]
    public void Attribution_AboveAQuote_IsSeparated(string attribution, bool markedOnly = false)
    {
        AssertKinds($"Yes!\n\n{attribution}\n\n> Shall we?\n> Jane\n\nMore.\n", "F:Yes! A:" + attribution + " Q:> Shall we?\n> Jane F:More.");
        var unmarked = $"Yes!\n\n{attribution}\n\nShall we?\nJane\n";
        AssertKinds(unmarked, markedOnly ? "F:" + unmarked.Trim() : $"F:Yes! A:{attribution} Q:Shall we?\nJane");
    }

    [Theory]
    [InlineData("-----Original Message-----\nFrom: Jane\nSent: Thursday\nTo: Joe\nSubject: x")]
    [InlineData("-----Original Message-----")]
    [InlineData("-----Ursprüngliche Nachricht-----\nVon: Jane\nGesendet: Donnerstag\nAn: Joe\nBetreff: x")]
    [InlineData("________________________________\nFrom: Jane <jane@example.com>\nSent: Thursday, March 5, 2026 7:08 AM\nTo: Joe <joe@example.com>; Ann\nCc: Bob\nSubject: Re: x")]
    [InlineData("*From:* Jane <jane@example.com>\n*Sent:* Thursday\n*To:* Joe\n*Subject:* x")]
    [InlineData("Von: Jane\nDatum: Donnerstag, 5. März 2026\nAn: Joe\nBetreff: x")]
    [InlineData("De : Jane\nEnvoyé : jeudi 5 mars 2026\nÀ : Joe\nObjet : x")]
    [InlineData("De: Jane\nEnviado el: jueves\nPara: Joe\nAsunto: x")]
    [InlineData("De: Jane\nEnviada em: quinta-feira\nPara: Joe\nAssunto: x")]
    [InlineData("Da: Jane\nInviato: giovedì\nA: Joe\nOggetto: x")]
    [InlineData("Van: Jane\nVerzonden: donderdag\nAan: Joe\nOnderwerp: x")]
    [InlineData("Od: Jane\nWysłano: czwartek\nDo: Joe\nTemat: x")]
    [InlineData("От: Jane\nОтправлено: четверг\nКому: Joe\nТема: x")]
    [InlineData("发件人: Jane\n发送时间: 2026年3月5日\n收件人: Joe\n主题: x")]
    [InlineData("差出人: Jane\n送信日時: 2026年3月5日\n宛先: Joe\n件名: x")]
    public void OutlookBlock_AboveTheRest_IsAttribution(string block) =>
        AssertKinds($"Yes!\n\n{block}\n\nShall we?\n> older\n", $"F:Yes! A:{block} Q:Shall we?\n> older");

    [Theory]
    [InlineData("---------- Forwarded message ---------\nFrom: Jane <jane@example.com>\nDate: Thu, 5 Mar 2026")]
    [InlineData("Begin forwarded message:\n\nFrom: Jane\nSubject: x")]
    [InlineData("-------- Weitergeleitete Nachricht --------\nBetreff: x")]
    [InlineData("Anfang der weitergeleiteten Nachricht:")]
    [InlineData("---------- Message transféré ---------")]
    [InlineData("Début du message transféré :")]
    [InlineData("-------- Пересылаемое сообщение --------")]
    [InlineData("---------- 转发的邮件 ---------")]
    public void Forward_AndAllBelow_IsForwarded(string mark) =>
        AssertKinds($"See below.\n\n{mark}\n\nHello\n> older\n-- \nx\n", $"F:See below. W:{mark}\n\nHello\n> older\n-- \nx");

    [Theory]
    [InlineData("-- \nJane Doe\nExample Ltd.\n\nA very long line that tells nobody anything at all but that must be there for some reason or other\n")]
    [InlineData("--\nJane")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("发自我的 iPhone")]
    [InlineData("Get Outlook for iOS<https://aka.ms/o0ukef>")]
    [InlineData("Best regards,\nJane Doe\nHead of Everything\n+1 555 0100")]
    [InlineData("Mit freundlichen Grüßen\n\nJane Doe")]
    [InlineData("Cordialement,\nJane")]
    [InlineData("С уважением,\nJane")]
    [InlineData("Cheers\nJane\n\n-- \nExample Ltd.")]
    [InlineData("Cheers,\nJane\n\nSent from my iPad")]
    public void Signature_AtTheEnd_IsSeparated(string signature)
    {
        AssertKinds("Yes, let us.\n\n" + signature, $"F:Yes, let us. S:{signature.Trim()}");
        AssertKinds($"Yes, let us.\n\n{signature}\n\nOn 5 Mar 2026 Jane wrote:\n> a\n", $"F:Yes, let us. S:{signature.Trim()} A:On 5 Mar 2026 Jane wrote: Q:> a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hello.\n\nNotes she wrote:\none\ntwo\n")]
    [InlineData("I met Jane on 5 March 2026.\nShe wrote:\n\nplease come\n")]
    [InlineData("From: the start\nit was clear\n")]
    [InlineData("Thanks\nI will look at this tomorrow and then we can talk about it again.\n")]
    [InlineData("Best regards to your mother.\nSee you\n")]
    [InlineData("a -- b\n--- \n---\n")]
    [InlineData("The original message was lost.\nForwarded message: none\n")]
    [InlineData("Love\nis what everybody needs, and so do you and I.\n")]
    public void Text_WithoutMarks_IsFresh(string text) => Assert.All(ReplyText.Separate(text), segment => Assert.Equal(ReplySegmentKind.Fresh, segment.Kind));

    [Fact]
    public void Answers_BetweenQuotes_AreFresh() => AssertKinds(
        "Jane wrote:\n> one?\n\nYes.\n\n> two?\n>\n> three?\nNo.\n\n-- \nJoe\n",
        "A:Jane wrote: Q:> one? F:Yes. Q:> two?\n>\n> three? F:No. S:-- \nJoe");

    [Theory]
    [InlineData("On 5 Mar 2026, Jane wrote:\n--]why?\n\nBecause.\n", "A:On 5 Mar 2026, Jane wrote: F:--]why?\n\nBecause.")]
    [InlineData("\n----- Original Message -----\nFrom: Jane\n\n> why?\nBecause.\n", "F: A:----- Original Message -----\nFrom: Jane Q:> why? F:Because.")]
    [InlineData("From: Jane\nSent: Thursday\nTo: Joe\nSubject: x\n\nHello.\n", "W:From: Jane\nSent: Thursday\nTo: Joe\nSubject: x\n\nHello.")]
    public void Lead_WithNothingAbove_LeadsNotToTheEnd(string text, string expected) => AssertKinds(text, expected);

    [Fact]
    public void Fresh_OfAnswers_JoinsThem()
    {
        Assert.Equal("Yes.\n\nNo.", ReplyText.Fresh("Jane wrote:\n> one?\n\nYes.\n\n> two?\nNo.\n\n-- \nJoe\n"));
        Assert.Equal("", ReplyText.Fresh("> all\n> quoted\n"));
    }

    [Fact]
    public void Fresh_OfConvertedHtml_LeavesTheQuoteOut()
    {
        var message = Raw.Parse("Content-Type: text/html\n\n<div>Yes!</div><br><div class=gmail_quote><div>On Thu, Mar 5, 2026 at 7:08 AM Jane &lt;<a href='mailto:jane@example.com'>jane@example.com</a>&gt; wrote:<br></div><blockquote>Shall we?</blockquote></div>");

        Assert.Equal("Yes!", ReplyText.Fresh(message.GetText()));
    }

    [Fact]
    public void Segments_Joined_AreTheText()
    {
        string[] pieces =
        [
            "\n", "\r\n", "> a\n", ">", " > b\n", "text\n", "Jane wrote:\n", "On 5 Mar 2026 at 07:08 Jane <j@x> wrote:\n", "-- \n", "Best regards,\n", "Jane",
            "From: a\n", "Sent: b\n", "To: c\n", "Subject: d\n", "-----Original Message-----\n", "---------- Forwarded message ---------\n", "________________\n", "\u2028", "😀", ":", "Sent from my x\n",
        ];
        var texts = Gen.Elements(pieces).ArrayOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            var segments = ReplyText.Separate(text);
            var joined = string.Concat(segments.Select(segment => segment.Of(text).ToString()));
            var neighboursDiffer = segments.Zip(segments.Skip(1)).All(pair => pair.First.Kind != pair.Second.Kind);
            return joined == text && neighboursDiffer && segments.All(segment => segment.Length > 0);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(">\n\n")]
    [InlineData(":\n")]
    [InlineData("From: a\n")]
    [InlineData("wrote: ")]
    [InlineData("a\n-- \n")]
    [InlineData("On a:\n> b\n")]
    [InlineData("Cheers\nx\n> y\n")]
    public void Separate_RepeatedPattern_IsLinear(string pattern) =>
        Assert.NotEmpty(ReplyText.Separate(string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length))));

    private static void AssertKinds(string text, string expected)
    {
        const string Letters = "FAQWS";
        var actual = ReplyText.Separate(text).Select(segment => $"{Letters[(int)segment.Kind]}:{segment.Of(text).Trim()}");
        Assert.Equal(expected, string.Join(' ', actual));
    }
}
