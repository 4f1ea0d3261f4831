namespace EmailAgent.Grains.Templates;

/// <summary>The audited actions of templates.</summary>
internal static class TemplateActions
{
    public const string Create = "template.create";

    public const string Change = "template.change";

    public const string Delete = "template.delete";
}
