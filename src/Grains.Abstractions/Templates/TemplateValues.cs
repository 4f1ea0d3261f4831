namespace EmailAgent.Grains.Templates;

/// <summary>Values of the variables of a template, by name: texts, numbers, booleans, lists and objects.</summary>
/// <param name="Json">A JSON object.</param>
[GenerateSerializer, Immutable, Alias("template-values")]
public sealed record TemplateValues(
    [property: Id(0)] string Json)
{
    public override string ToString() => nameof(TemplateValues);
}
