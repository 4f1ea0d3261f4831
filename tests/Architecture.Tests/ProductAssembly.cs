using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EmailAgent.Architecture.Tests;

/// <summary>Reads what a compiled assembly of the product really uses.</summary>
internal static class ProductAssembly
{
    private const string Prefix = "EmailAgent.";

    /// <summary>The product's own projects whose types an assembly names.</summary>
    public static IReadOnlyList<string> References(string project) =>
    [
        .. All(project)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]),
    ];

    /// <summary>The assemblies an assembly names that are neither ours nor part of the base class library.</summary>
    public static IReadOnlyList<string> OtherReferences(string project)
    {
        var baseClassLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. All(project)
                .Where(name => !name.StartsWith(Prefix, StringComparison.Ordinal))
                .Where(name => !File.Exists(Path.Combine(baseClassLibrary, name + ".dll"))),
        ];
    }

    /// <summary>The types an assembly declares, without nested ones and those that other tools generate. Generic types lack their number of parameters.</summary>
    public static IReadOnlyList<(string Namespace, string Name)> Types(string project) => Read<IReadOnlyList<(string Namespace, string Name)>>(
        project,
        metadata =>
        [
            .. metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(type => type.GetDeclaringType().IsNil)
                .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name).Split('`')[0]))
                .Where(type => type.Namespace.StartsWith(Prefix, StringComparison.Ordinal))
                .Distinct(),
        ]);

    private static List<string> All(string project) => Read<List<string>>(
        project, metadata => [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]);

    private static T Read<T>(string project, Func<MetadataReader, T> read)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{Prefix}{project}.dll"));
        using var image = new PEReader(stream);
        return read(image.GetMetadataReader());
    }
}
