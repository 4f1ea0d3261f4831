using EmailAgent.Grains.Templates;

namespace EmailAgent.Grains.Tests.Templates;

public sealed class TemplateSchemaTests
{
    private static readonly TemplateVariable[] Variables =
    [
        new("name", TemplateVariableTypes.Text, true, null, null),
        new("count", TemplateVariableTypes.Number, false, "7", null),
        new("due", TemplateVariableTypes.Date, false, null, null),
        new("items", TemplateVariableTypes.List, false, null, null),
    ];

    [Fact]
    public void Read_OfAllVariables_TakesValuesAndDefaults()
    {
        var values = TemplateSchema.Read(Variables, new TemplateValues("""{"name":"Ada","due":"2027-01-31","items":[1,{"a":null}]}""")).Value!;

        Assert.Equal("Ada", values["name"].ToStringValue());
        Assert.Equal(7, values["count"].ToNumberValue());
        Assert.Equal(["count", "due", "items", "name"], values.Keys.Order());
    }

    [Fact]
    public void Read_OfWrongVariables_NamesEachOfThem()
    {
        var problem = TemplateSchema.Read(Variables, new TemplateValues("""{"nmae":"Ada","count":"7","due":"31.1.2027","items":{}}""")).Problem!;

        var fields = problem.Others!.Select(other => other.Field).Append(problem.Field).Order();
        Assert.Equal(["variables.count", "variables.due", "variables.items", "variables.name", "variables.nmae"], fields);
        Assert.All(problem.Others!, other => Assert.Equal(ProblemCodes.Invalid, other.Code));
    }

    [Fact]
    public void Read_WithoutValues_NamesTheRequiredOnes() => Assert.Equal("variables.name", TemplateSchema.Read(Variables, null).Problem!.Field);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{")]
    public void Read_OfWhatIsNoObject_IsRefused(string json) => Assert.Equal("variables", TemplateSchema.Read(Variables, new TemplateValues(json)).Problem!.Field);
}
