using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>Reads summaries from the documentation files that the compiler writes beside the assemblies.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, XElement>> Files = new();

    public static string Of(Type type) => Find(type.Assembly, $"T:{Name(type)}");

    public static string Of(PropertyInfo property) => Find(property.DeclaringType!.Assembly, $"P:{Name(property.DeclaringType!)}.{property.Name}");

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Find(Assembly assembly, string member) =>
        Files.GetOrAdd(assembly.GetName().Name!, Read).TryGetValue(member, out var summary) ? Flatten(summary) : "";

    private static Dictionary<string, XElement> Read(string assembly) =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    private static string Flatten(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Flatten)), " ").Trim();

    private static string Flatten(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1] ?? see.Attribute("langword")?.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
