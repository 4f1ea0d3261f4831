namespace EmailAgent.Grains.Templates;

/// <summary>The types of values that a variable of a template can have.</summary>
public static class TemplateVariableTypes
{
    public const string Any = "any";
    public const string Text = "text";
    public const string Number = "number";
    public const string Boolean = "boolean";

    /// <summary>A date such as <c>2027-01-31</c>, or a timestamp.</summary>
    public const string Date = "date";

    public const string List = "list";
    public const string Fields = "object";
}
