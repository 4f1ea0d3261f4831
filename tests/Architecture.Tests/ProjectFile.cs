using System.Xml.Linq;

namespace EmailAgent.Architecture.Tests;

/// <summary>What a .csproj says.</summary>
internal sealed class ProjectFile(SourceFile file)
{
    private readonly XElement _project = XDocument.Load(file.FullPath).Root!;

    /// <summary>The projects below src.</summary>
    public static IReadOnlyList<ProjectFile> Product { get; } =
        [.. SourceFile.All(".csproj").Where(file => file.IsBelow("src")).Select(file => new ProjectFile(file))];

    public string Name => Path.GetFileNameWithoutExtension(file.Name);

    public IReadOnlyList<ProjectReference> ProjectReferences =>
    [
        .. _project.Descendants("ProjectReference").Select(item => new ProjectReference(
            Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!),
            (string?)item.Attribute("Condition") ?? (string?)item.Parent!.Attribute("Condition"))),
    ];

    public IReadOnlyList<string> Packages =>
        [.. _project.Descendants("PackageReference").Select(item => (string)item.Attribute("Include")!)];

    public static ProjectFile Named(string name) => Product.Single(project => project.Name == name);
}
