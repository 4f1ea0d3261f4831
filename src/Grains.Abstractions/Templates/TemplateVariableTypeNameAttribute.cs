using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Templates;

/// <summary>Marks a field that contains one of <see cref="TemplateVariableTypes"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TemplateVariableTypeNameAttribute() : AllowedValuesAttribute(
    TemplateVariableTypes.Any,
    TemplateVariableTypes.Text,
    TemplateVariableTypes.Number,
    TemplateVariableTypes.Boolean,
    TemplateVariableTypes.Date,
    TemplateVariableTypes.List,
    TemplateVariableTypes.Fields);
