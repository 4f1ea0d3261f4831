using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Html;

public class HtmlToTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  a \n b\t c ", "a b c")]
    [InlineData("<p>a</p><p>b</p>", "a\n\nb")]
    [InlineData("a<br>b<br/>c<BR />d", "a\nb\nc\nd")]
    [InlineData("a<br><br><br><br>b", "a\n\nb")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("<div><div><div>a</div></div></div>b", "a\nb")]
    [InlineData("<h1>T</h1>text", "T\n\ntext")]
    [InlineData("a <b>bold</b> <i>it</i>alic", "a bold italic")]
    [InlineData("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc")]
    [InlineData("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b")]
    [InlineData("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b")]
    [InlineData("<ul><li><p>a</p></li></ul>", "- a")]
    [InlineData("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> >\n> > b\n\nc")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td")]
    [InlineData("<table><tr><td></td><td>b</td></tr></table>", "b")]
    [InlineData("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc")]
    [InlineData("<a href=\"http://x.example/y\">here</a>!", "here (http://x.example/y)!")]
    [InlineData("<a href='http://x.example/'>x.example</a>", "x.example")]
    [InlineData("<a href='HTTPS://WWW.x.example/'>x.example</a>", "x.example")]
    [InlineData("<a href='mailto:a@x?subject=1'>a@x</a>", "a@x")]
    [InlineData("<a href='mailto:a@x'>Ann</a>", "Ann (a@x)")]
    [InlineData("<a href='http://x/?a=1&amp;b=2'>t</a>", "t (http://x/?a=1&b=2)")]
    [InlineData("<a href='#top'>up</a> <a href='javascript:x()'>js</a>", "up js")]
    [InlineData("<a href='http://x/pixel'><img src=y></a>z", "z")]
    [InlineData("<img alt='Logo &amp; co' src=x>", "Logo & co")]
    [InlineData("<title>T</title><style>p{}</style><script>if(a<b)x()</script>text", "text")]
    [InlineData("<head><meta x><title>T</title>junk</head><body>text", "text")]
    [InlineData("<head><body>text", "text")]
    [InlineData("a<!-- x > y -->b<!doctype html><?xml?>c", "abc")]
    [InlineData("a<!--[if mso]><p>old</p><![endif]-->b<![if !mso]>c<![endif]>", "abc")]
    [InlineData("<div style='display:none'>pre<div>x</div>header</div>text", "text")]
    [InlineData("<span style=\"color:red; DISPLAY : none !important\">x</span>text", "text")]
    [InlineData("<div style='max-height:0px;overflow:hidden'>x</div>text", "text")]
    [InlineData("<p hidden>x<p>text", "text")]
    [InlineData("&lt;&gt;&amp;&quot;&apos;&nbsp;&eacute;&euro;&hellip;", "<>&\"' é€…")]
    [InlineData("&#65;&#x42;&#x1F600;&#150;&#0;&#xD800;&#99999999;", "AB😀–\uFFFD\uFFFD\uFFFD")]
    [InlineData("&unknown; & &; &#; &#x; &amp", "&unknown; & &; &#; &#x; &")]
    [InlineData("&copy 2003&nbsp", "© 2003")]
    [InlineData("a &zwnj;&nbsp;&zwnj;&nbsp;\u034F\u00AD b", "a b")]
    [InlineData("a < b > c <3 <", "a < b > c <3 <")]
    [InlineData("a <unclosed", "a <unclosed")]
    [InlineData("<a href=\"x>text", "text")]
    [InlineData("<a title=\">\" href=\"http://x\">t</a>", "t (http://x)")]
    [InlineData("<script>never closed", "")]
    [InlineData("<textarea>never closed", "never closed")]
    [InlineData("<!-- never > closed", "closed")]
    [InlineData("</p></div></ul></blockquote>a", "a")]
    [InlineData("a\0b", "ab")]
    public void Convert_Html_IsReadableText(string html, string expected)
    {
        Assert.Equal(expected, HtmlToText.Convert(html, 1000));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "abc")]
    [InlineData(7, "abc 123")]
    public void Convert_OverLength_IsCut(int max, string expected)
    {
        Assert.Equal(expected, HtmlToText.Convert("abc 123😀", max));
    }

    [Fact]
    public void Convert_CutInsideSurrogatePair_StaysValid() => Assert.Equal("abc", HtmlToText.Convert("abc😀", 4));
}
