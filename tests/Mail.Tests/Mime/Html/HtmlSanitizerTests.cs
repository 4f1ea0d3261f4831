using System.Xml.Linq;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Html;

public class HtmlSanitizerTests
{
    [Theory]
    [InlineData("<p>a<b>b</b></p>", "<p>a<b>b</b></p>")]
    [InlineData("<p>a<b>b", "<p>a<b>b</b></p>")]
    [InlineData("<b><i>x</b></i>", "<b><i>x</i></b>")]
    [InlineData("a & b &amp; &lt; &eacute;", "a &amp; b &amp; &lt; é")]
    [InlineData("<P ALIGN=center>x</P>", "<p align=\"center\">x</p>")]
    [InlineData("<p title='a\"b'>x</p>", "<p title=\"a&quot;b\">x</p>")]
    [InlineData("<p title=a title=b>x</p>", "<p title=\"a\">x</p>")]
    [InlineData("<p>a<p>b", "<p>a</p><p>b</p>")]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>")]
    [InlineData("<table><tr><td><b>a</td><td>b</b></td></tr></table>", "<table><tr><td><b>a</b></td><td>b</td></tr></table>")]
    [InlineData("<html><head><title>t</title></head><body bgcolor=red>x</body></html>", "x")]
    [InlineData("<br><hr><wbr>", "<br><hr><wbr>")]
    [InlineData("</b></p>x", "x")]
    [InlineData("<custom>x</custom>", "x")]
    public void Sanitize_Markup_IsWellFormed(string html, string expected) => Check(html, expected);

    [Theory]
    [InlineData("<script>alert(1)</script>x", "x")]
    [InlineData("<scr<script>ipt>alert(1)</script>x", "ipt&gt;alert(1)x")]
    [InlineData("<p onclick=alert(1) ONLOAD='x'>x</p>", "<p>x</p>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\" java\tscript&#58;alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"vbscript:x\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"data:text/html,x\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"file:///etc/passwd\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"/relative\">x</a>", "<a>x</a>")]
    [InlineData("<img src=x onerror=alert(1)>", "<img>")]
    [InlineData("<img src='data:image/svg+xml;base64,AAAA'>", "<img>")]
    [InlineData("<svg><script>x</script><p>y</p></svg>z", "z")]
    [InlineData("<math><mtext></math>z", "z")]
    [InlineData("<iframe src=x>y</iframe>z", "z")]
    [InlineData("<object data=x><embed src=y></object>z", "z")]
    [InlineData("<form action=x><input name=y><button>go</button></form>", "go")]
    [InlineData("<select><option>a</select>z", "z")]
    [InlineData("<base href=x><link rel=stylesheet href=y><meta http-equiv=refresh content=0>z", "z")]
    [InlineData("<style>@import 'x'</style>z", "z")]
    [InlineData("<p style=\"background:url(http://x)\">x</p>", "<p>x</p>")]
    [InlineData("<p style=\"width:expression(alert(1))\">x</p>", "<p>x</p>")]
    [InlineData("<p style=\"background:u\\72l(x);color:red\">x</p>", "<p style=\"color:red\">x</p>")]
    [InlineData("<p style=\"color:re/**/d;-moz-binding:x;position:fixed;behavior:x\">x</p>", "<p>x</p>")]
    [InlineData("<p style=\"color:rgb(1,2,3);font-family:'A B',serif\">x</p>", "<p style=\"color:rgb(1,2,3);font-family:&#39;A B&#39;,serif\">x</p>")]
    [InlineData("<p id=x class=y name=z data-a=b>x</p>", "<p>x</p>")]
    [InlineData("<!--><script>alert(1)</script>-->x", "--&gt;x")]
    [InlineData("<!-- --!><b>x", "<b>x</b>")]
    [InlineData("<p title=\"--><script>\">x</p>", "<p title=\"--&gt;&lt;script&gt;\">x</p>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>")]
    [InlineData("<title><img src=x onerror=y></title>z", "z")]
    [InlineData("<xmp><b></xmp>z", "z")]
    [InlineData("<img src=\"`onerror=x\" title=\"`\">", "<img title=\"&#96;\">")]
    [InlineData("<p/onclick=x/title=y>x</p>", "<p>x</p>")]
    public void Sanitize_Hostile_IsHarmless(string html, string expected) => Check(html, expected);

    [Theory]
    [InlineData("<img src='http://x/a.png'>", "<img data-remote-src=\"http://x/a.png\">")]
    [InlineData("<img src='//x/a.png'>", "<img data-remote-src=\"https://x/a.png\">")]
    [InlineData("<img src='cid:a@b'>", "<img src=\"cid:a@b\">")]
    [InlineData("<img src='data:image/png;base64,AA=='>", "<img src=\"data:image/png;base64,AA==\">")]
    [InlineData("<td background='http://x/a.png'>", "<td></td>")]
    [InlineData("<img srcset='http://x/a.png 2x'>", "<img>")]
    public void Sanitize_Images_LoadNothingFromElsewhere(string html, string expected) => Check(html, expected);

    [Fact]
    public void Sanitize_RemoteAllowed_KeepsAddress()
    {
        var options = new HtmlSanitizerOptions { AllowRemoteContent = true };

        Assert.Equal("<img src=\"http://x/a.png\">", HtmlSanitizer.Sanitize("<img src='http://x/a.png'>", options));
    }

    [Fact]
    public void Sanitize_Links_OpenApart()
    {
        Check("<a href='http://x/?a=1&b=2'>x</a>",
            "<a href=\"http://x/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>");
    }

    [Fact]
    public void Sanitize_DeepNesting_IsBounded()
    {
        var result = HtmlSanitizer.Sanitize(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x", HtmlSanitizerOptions.Default);

        Assert.Equal((256 * 11) + 1, result.Length);
    }

    [Fact]
    public void Sanitize_OverLength_StaysWellFormed()
    {
        var options = new HtmlSanitizerOptions { MaxLength = 50 };
        var result = HtmlSanitizer.Sanitize(string.Concat(Enumerable.Repeat("<p>text</p>", 100)), options);

        Assert.Equal(string.Concat(Enumerable.Repeat("<p>text</p>", 4)) + "<p></p>", result);
    }

    /// <summary>Pieces that confuse parsers, in any order: the result must be XML but for void elements.</summary>
    [Fact]
    public void Sanitize_AnyPieces_GiveWellFormedHarmlessMarkup()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<b ", ">", "\"", "'", "=", "<table>", "<td>", "</td>", "</table>", "<li>", "<ul>", "</ul>", "<!--",
            "-->", "<script>", "</script>", "<a href=", "javascript:x", "http://x", " style=\"color:red", "<img src=", "&lt;",
            "&", "&#0;", "text", " onclick=x", "<svg>", "</svg>", "/", "<", "\0", "<title>", "</title>", "`", "\u001F", "\uFFFF",
        ];
        var html = Gen.Elements(pieces).ArrayOf().Select(string.Concat);
        Prop.ForAll(html.ToArbitrary(), text =>
        {
            var result = HtmlSanitizer.Sanitize(text, HtmlSanitizerOptions.Default);
            var xml = result.Replace("<br>", "").Replace("<hr>", "");
            xml = System.Text.RegularExpressions.Regex.Replace(xml, "<img[^>]*>", "");
            var root = XElement.Parse($"<r>{new string([.. xml.Where(System.Xml.XmlConvert.IsXmlChar)])}</r>");
            return root.Descendants().All(element => element.Name != "script" && element.Name != "svg"
                && element.Attributes().All(attribute => attribute.Name != "onclick" && !attribute.Value.StartsWith("javascript", StringComparison.Ordinal)));
        }).QuickCheckThrowOnFailure();
    }

    private static void Check(string html, string expected) =>
        Assert.Equal(expected, HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default));
}
