namespace EmailAgent.Grains.Templates;

/// <summary>Refusals of requests for templates.</summary>
public static class TemplateProblems
{
    /// <summary>The user already has a template of this name.</summary>
    [Problem(409, "Template exists")]
    public const string NameTaken = "template_exists";

    /// <summary>The template cannot be rendered with these values: it failed or reached a limit.</summary>
    [Problem(422, "Template failed")]
    public const string Failed = "template_failed";
}
