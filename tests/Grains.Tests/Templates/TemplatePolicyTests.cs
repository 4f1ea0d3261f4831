using EmailAgent.Grains.Templates;

namespace EmailAgent.Grains.Tests.Templates;

public sealed class TemplatePolicyTests
{
    [Fact]
    public void Check_WithoutVariables_TakesThoseThatItReads()
    {
        var content = TemplatePolicy.Check(new MailTemplateRequest(" Welcome ", "Hello {{ name }}", "{{ greeting }}", "", null)).Value!;

        Assert.Equal(("Welcome", null), (content.Name, content.BodyHtml));
        Assert.Equal(["greeting", "name"], content.Variables.Select(variable => variable.Name));
        Assert.All(content.Variables, variable => Assert.Equal((true, TemplateVariableTypes.Any), (variable.Required, variable.Type)));
    }

    [Fact]
    public void Check_OfAVariableThatIsNotDeclared_NamesIt()
    {
        var problem = TemplatePolicy.Check(new MailTemplateRequest("a", null, "{{ name }} {{ other }}", null, [new("name", null, null, null, null)])).Problem!;

        Assert.Equal("variables", problem.Field);
        Assert.Contains("other", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAllFields_NamesEachThatIsWrong()
    {
        TemplateVariableRequest[] variables = [new("1a", null, null, null, null), new("a", "word", null, null, null), new("b", "number", null, "x", null), new("c", null, null, null, null), new("C", null, null, null, null)];

        var problem = TemplatePolicy.Check(new MailTemplateRequest(" ", "{{ a | unknown }}", "{% if %}", "{{", variables)).Problem!;

        Assert.Equal(
            ["name", "subject", "body_text", "body_html", "variables[0]", "variables[1]", "variables[2]", "variables[4]"],
            problem.Others!.Select(other => other.Field).Prepend(problem.Field));
    }

    [Fact]
    public void Check_OfNoBody_IsRefused() => Assert.Equal("body_text", TemplatePolicy.Check(new MailTemplateRequest("a", "b", null, "", null)).Problem!.Field);
}
