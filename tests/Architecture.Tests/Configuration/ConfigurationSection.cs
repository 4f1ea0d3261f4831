using System.Reflection;
using System.Text.RegularExpressions;

namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>A section of the configuration, and the class that it is bound to.</summary>
/// <param name="Name">With colons.</param>
/// <param name="Type">Where its settings are documented.</param>
internal sealed partial record ConfigurationSection(string Name, Type Type)
{
    /// <summary>All sections that are bound to a class, in the order of their names: each class with a constant <c>Section</c>, and the classes that are bound to several sections.</summary>
    public static IReadOnlyList<ConfigurationSection> All { get; } =
    [
        .. ProjectFile.Product.SelectMany(project => Assembly.Load($"EmailAgent.{project.Name}").GetTypes())
            .Select(type => (Type: type, Field: type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)))
            .Where(found => found.Field is { IsLiteral: true } field && field.FieldType == typeof(string))
            .Select(found => new ConfigurationSection((string)found.Field!.GetRawConstantValue()!, found.Type))
            .Concat(
            [
                Of("Authentication:Issuers:NAME", "Api", "Identity.Issuers.IssuerOptions"),
                Of("OAuth:Google", "Providers", "OAuth.OAuthClientOptions"),
                Of("OAuth:Microsoft", "Providers", "OAuth.OAuthClientOptions"),
            ])
            .OrderBy(section => section.Name, StringComparer.Ordinal),
    ];

    /// <summary>As the first part of an environment variable.</summary>
    public string Variable => Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What the section is about; that it is one, the heading says.</summary>
    public string Summary => Origin().Replace(XmlDocumentation.Of(Type), "").Trim() is { Length: > 0 } text && !text.StartsWith("The configuration section", StringComparison.Ordinal)
        ? text
        : "All of its settings:";

    private static ConfigurationSection Of(string name, string project, string type) =>
        new(name, Type.GetType($"EmailAgent.{project}.{type}, EmailAgent.{project}", throwOnError: true)!);

    [GeneratedRegex(@"[;,] (bound )?from (the configuration|the|a) section (such as )?`[^`]+`|^Configuration section `[^`]+`[.:] ?(whether this)?|The configuration section `[^`]+`: ")]
    private static partial Regex Origin();
}
