using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace EmailAgent.Api.OpenApi;

/// <summary>The documentation comments of records, read from the XML files next to the assemblies.</summary>
internal sealed class Documentation
{
    private readonly FrozenDictionary<string, XElement> _members;

    private Documentation(FrozenDictionary<string, XElement> members) => _members = members;

    /// <param name="assemblies">Names of files without extension, in the folder of the program. One that is missing leaves its types without descriptions.</param>
    public static Documentation Load(params string[] assemblies)
    {
        var files = assemblies.Select(name => Path.Combine(AppContext.BaseDirectory, $"{name}.xml")).Where(File.Exists);
        return new Documentation(files
            .SelectMany(file => XDocument.Load(file).Descendants("member"))
            .Where(member => (string?)member.Attribute("name") is ['T' or 'P', ':', ..])
            .ToFrozenDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal));
    }

    public string? Summary(Type type) => Find($"T:{NameOf(type)}")?.Element("summary") is { } summary ? ToMarkdown(summary) : null;

    /// <summary>Returns the documentation of a record's member: that of a parameter of the constructor, or the member's own comment.</summary>
    public string? Member(Type type, PropertyInfo member)
    {
        var found = Find($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == member.Name)
            ?? Find($"P:{NameOf(member.DeclaringType!)}.{member.Name}")?.Element("summary");
        return found is null ? null : ToMarkdown(found);
    }

    private XElement? Find(string name) => _members.GetValueOrDefault(name);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string ToMarkdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName((string)parameter.Attribute("name")!)}`",
                XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } target => LastName(target.Value),
                XElement other => other.Value,
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static string LastName(string cref) => cref[(cref.LastIndexOfAny(['.', ':']) + 1)..];
}
