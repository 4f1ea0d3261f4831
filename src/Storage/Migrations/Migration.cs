using System.Reflection;

namespace EmailAgent.Storage.Migrations;

/// <summary>One embedded .sql file.</summary>
/// <param name="Name">The file's name without folder and extension; names sort in the order of application.</param>
internal sealed record Migration(string Name, string Sql)
{
    private const string ProductPrefix = "EmailAgent.Storage.Migrations.";
    private const string OrleansPrefix = ProductPrefix + "Orleans.";

    /// <summary>The product's migrations, and those of the Orleans providers where asked for, in order.</summary>
    public static IReadOnlyList<Migration> LoadAll(bool withOrleans)
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ProductPrefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Where(name => withOrleans || !name.StartsWith(OrleansPrefix, StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(migration => migration.Name, StringComparer.Ordinal)];
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var prefix = resource.StartsWith(OrleansPrefix, StringComparison.Ordinal) ? OrleansPrefix : ProductPrefix;
        return new Migration(resource[prefix.Length..^".sql".Length], reader.ReadToEnd());
    }
}
