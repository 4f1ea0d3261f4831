namespace EmailAgent.Grains.Templates;

/// <summary>The content of a template, as it is stored.</summary>
internal sealed record TemplateContent(string Name, string? Subject, string? BodyText, string? BodyHtml, IReadOnlyList<TemplateVariable> Variables);

/// <summary>The result of a write.</summary>
internal enum TemplateResult
{
    Written,

    /// <summary>Another template of the user has the name.</summary>
    NameTaken,

    /// <summary>No row met the condition of the write: its limit, its id, or the expected state.</summary>
    Refused,
}
