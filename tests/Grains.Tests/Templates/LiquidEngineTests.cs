using EmailAgent.Grains.Templates.Liquid;
using EmailAgent.Testing;
using Fluid.Values;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Templates;

public sealed class LiquidEngineTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    // Without a time limit: on a busy machine, the first templates of a process take long.
    private readonly LiquidEngine _engine = new(new ManualTimeProvider());

    [Theory]
    [InlineData("Hello {{ name }}!", "Hello Ada <Lovelace>!")]
    [InlineData("{{ name | upcase | append: '?' }}", "ADA <LOVELACE>?")]
    [InlineData("{% if count > 2 %}many{% else %}few{% endif %}", "many")]
    [InlineData("{% for item in items %}{{ forloop.index }}{{ item }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1a,2b")]
    [InlineData("{% assign double = count | times: 2 %}{{ double }}", "6")]
    [InlineData("{% for i in (1..3) %}{{ i }}{% endfor %}", "123")]
    [InlineData("{{ items | join: '-' }}", "a-b")]
    [InlineData("{{ 'now' | date: '%Y' }}", "2026")]
    [InlineData("{% comment %}{{ nothing }}{% endcomment %}x", "x")]
    [InlineData("{% raw %}{{ name }}{% endraw %}", "{{ name }}")]
    [InlineData("{% case count %}{% when 3 %}three{% else %}other{% endcase %}", "three")]
    public async Task Render_OfOrdinaryTemplates_GivesTheirText(string source, string expected) => Assert.Equal(expected, await TextAsync(source));

    [Fact]
    public void RenderHtml_OfAnyValue_EncodesIt() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements('<', '>', '"', '\'', '&', 'a', 'ä')).ToArbitrary(), letters =>
        {
            var value = new StringValue(new string(letters));
            var values = new Dictionary<string, FluidValue> { ["name"] = value, ["items"] = new ArrayValue([value]), ["count"] = NumberValue.Create(1) };
            var (text, _) = _engine.RenderAsync(Parse("{{ name }}{{ items }}{{ name | upcase }}"), values, isHtml: true, Now).GetAwaiter().GetResult();
            return text!.IndexOfAny(['<', '>', '"']) < 0;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{{ name }} {{ customer.name }} {{ items[index] }}", "customer,index,items,name")]
    [InlineData("{% for item in items %}{{ item }}{{ forloop.index }}{% endfor %}{% assign x = 1 %}{{ x }}", "items")]
    [InlineData("{% if a == b and c contains 'd' %}{% elsif e %}{% endif %}", "a,b,c,e")]
    [InlineData("{{ a | default: b | append: c }}", "a,b,c")]
    public void Variables_OfATemplate_AreThoseItReads(string source, string expected) => Assert.Equal(expected, string.Join(',', Parse(source).Variables));

    [Theory]
    [InlineData("{{ name ")]
    [InlineData("{% if name %}")]
    [InlineData("{% for %}{% endfor %}")]
    [InlineData("{{ name | unknown }}")]
    [InlineData("{{ name | json }}")]
    [InlineData("{% include 'x' %}")]
    [InlineData("{% render 'x' %}")]
    [InlineData("{% capture x %}{% endcapture %}")]
    [InlineData("{% tablerow a in b %}{% endtablerow %}")]
    [InlineData("{% nonsense %}")]
    public void Parse_OfWhatIsNoTemplate_GivesAReason(string source)
    {
        var (template, error) = LiquidEngine.Parse(source);

        Assert.Null(template);
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void Parse_OfHostileTemplates_EndsWithAReason()
    {
        string[] hostile =
        [
            Repeat("{% if a %}", 5_000),
            "{{ " + Repeat("a[", 5_000),
            "{{ " + Repeat("(", 30_000),
            "{{ " + Repeat("(a[", 5_000),
            "{{ a " + Repeat("| upcase ", 9_000) + "}}",
            "{% if a " + Repeat("and a ", 9_000) + "%}{% endif %}",
            new string('x', LiquidEngine.LongestSource + 1),
        ];

        Assert.All(hostile, source => Assert.Null(LiquidEngine.Parse(source).Template));
    }

    [Theory]
    [InlineData("{% for i in (1..2000000000) %}{% endfor %}")]
    [InlineData("{{ items[(1..2000000000)] }}")]
    [InlineData("{% for a in (1..2000) %}{% for b in (1..2000) %}{% for c in (1..2000) %}{% if name == 'x' %}{% endif %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("{% assign s = items %}{% for i in (1..100) %}{% assign s = s | concat: s %}{% endfor %}")]
    [InlineData("{% for i in (1..2000) %}{{ name }}{% for j in (1..1000) %}{{ name }}{% endfor %}{% endfor %}")]
    [InlineData("{{ 'now' | date: '%1000000000Y' }}")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'a', s }}")]
    public async Task Render_OfBombs_EndsWithAReason(string source)
    {
        var (text, error) = await RenderAsync(source, new LiquidEngine(TimeProvider.System));

        Assert.Null(text);
        Assert.NotEmpty(error!);
    }

    [Fact]
    public async Task Render_ThatFails_GivesAReason() => Assert.NotEmpty((await RenderAsync("{{ count | divided_by: 0 }}")).Error!);

    private static LiquidTemplate Parse(string source)
    {
        var (template, error) = LiquidEngine.Parse(source);
        Assert.Null(error);
        return template!;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private async Task<string> TextAsync(string source)
    {
        var (text, error) = await RenderAsync(source);
        Assert.Null(error);
        return text!;
    }

    private Task<(string? Text, string? Error)> RenderAsync(string source, LiquidEngine? engine = null)
    {
        var values = new Dictionary<string, FluidValue>
        {
            ["name"] = new StringValue("Ada <Lovelace>"),
            ["count"] = NumberValue.Create(3),
            ["items"] = new ArrayValue([new StringValue("a"), new StringValue("b")]),
        };
        return (engine ?? _engine).RenderAsync(Parse(source), values, isHtml: false, Now);
    }
}
