namespace EmailAgent.Grains.Templates;

/// <summary>A variable of a template to be saved.</summary>
/// <param name="Name">Required; the name by which the template reads it: a letter, then letters, digits and underscores.</param>
/// <param name="Type">The type of its values; <c>any</c> when absent.</param>
/// <param name="Required">Whether a value has to be given; true when absent, unless there is a default.</param>
/// <param name="Default">The value where none is given, as text; of a text, a number, a boolean or a date.</param>
/// <param name="Description">What it is, for the people who fill it in.</param>
[GenerateSerializer, Immutable, Alias("template-variable-request")]
public sealed record TemplateVariableRequest(
    [property: Id(0)] string Name,
    [property: Id(1), TemplateVariableTypeName] string? Type,
    [property: Id(2)] bool? Required,
    [property: Id(3)] string? Default,
    [property: Id(4)] string? Description);

/// <summary>A variable of a template.</summary>
/// <param name="Name">The name by which the template reads it.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Required">Whether a value has to be given.</param>
/// <param name="Default">The value where none is given, as text; null for none.</param>
/// <param name="Description">What it is; null for no description.</param>
[GenerateSerializer, Immutable, Alias("template-variable")]
public sealed record TemplateVariable(
    [property: Id(0)] string Name,
    [property: Id(1), TemplateVariableTypeName] string Type,
    [property: Id(2)] bool Required,
    [property: Id(3)] string? Default,
    [property: Id(4)] string? Description);

/// <summary>A template to be saved. Subject and bodies are written in Liquid.</summary>
/// <param name="Name">Required; 1 to 100 characters, unique among the templates of the user regardless of case.</param>
/// <param name="Subject">The subject; a message that names none has none when it is absent.</param>
/// <param name="BodyText">The text. At least one of text and HTML is required; the other is made from it.</param>
/// <param name="BodyHtml">The HTML; values are encoded in it.</param>
/// <param name="Variables">The variables; when absent, those that the template reads, each required and of any type.</param>
[GenerateSerializer, Immutable, Alias("mail-template-request")]
public sealed record MailTemplateRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Subject,
    [property: Id(2)] string? BodyText,
    [property: Id(3)] string? BodyHtml,
    [property: Id(4)] IReadOnlyList<TemplateVariableRequest>? Variables);

/// <summary>Changes to a template; absent or null fields stay, and an empty text removes a subject or a body.</summary>
/// <param name="Variables">All variables anew. When the subject or a body changes without them, they stay, and must still fit.</param>
[GenerateSerializer, Immutable, Alias("mail-template-changes")]
public sealed record MailTemplateChangesRequest(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Subject,
    [property: Id(2)] string? BodyText,
    [property: Id(3)] string? BodyHtml,
    [property: Id(4)] IReadOnlyList<TemplateVariableRequest>? Variables);

/// <summary>A template of messages.</summary>
/// <param name="Subject">The subject; null for none.</param>
/// <param name="BodyText">The text; null for one made from the HTML.</param>
/// <param name="BodyHtml">The HTML; null for one made from the text.</param>
[GenerateSerializer, Immutable, Alias("mail-template")]
public sealed record MailTemplate(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Subject,
    [property: Id(3)] string? BodyText,
    [property: Id(4)] string? BodyHtml,
    [property: Id(5)] IReadOnlyList<TemplateVariable> Variables,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt);

/// <summary>A template in the list, without its bodies.</summary>
/// <param name="Subject">The subject; null for none.</param>
[GenerateSerializer, Immutable, Alias("listed-mail-template")]
public sealed record ListedMailTemplate(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Subject,
    [property: Id(3)] IReadOnlyList<TemplateVariable> Variables,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset UpdatedAt);

/// <summary>The values with which a template is previewed.</summary>
/// <param name="Variables">The values of the variables.</param>
[GenerateSerializer, Immutable, Alias("template-preview-request")]
public sealed record TemplatePreviewRequest(
    [property: Id(0)] TemplateValues? Variables);

/// <summary>A template with its values, as it would be sent.</summary>
/// <param name="Subject">The subject; null for none.</param>
/// <param name="BodyText">The text; null for one made from the HTML.</param>
/// <param name="BodyHtml">The HTML, not sanitized; null for one made from the text.</param>
[GenerateSerializer, Immutable, Alias("template-preview")]
public sealed record TemplatePreview(
    [property: Id(0)] string? Subject,
    [property: Id(1)] string? BodyText,
    [property: Id(2)] string? BodyHtml);
