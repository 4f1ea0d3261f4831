namespace EmailAgent.Grains.Templates;

/// <summary>Limits of templates; bound from the configuration section <c>Templates</c>.</summary>
internal sealed class TemplateOptions
{
    public const string Section = "Templates";

    /// <summary>Templates that a user can have. Lowering it removes nothing. Default: 200.</summary>
    public int PerUser { get; set; } = 200;
}
