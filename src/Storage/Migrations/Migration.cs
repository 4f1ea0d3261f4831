using System.Reflection;

namespace EmailAgent.Storage.Migrations;

/// <summary>One embedded .sql file.</summary>
/// <param name="Name">The file's name without folder and extension; names sort in the order of application.</param>
internal sealed record Migration(string Name, string Sql)
{
    private const string ProductPrefix = "EmailAgent.Storage.Migrations.";

    /// <summary>All migrations, in order.</summary>
    public static IReadOnlyList<Migration> LoadAll()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ProductPrefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(migration => migration.Name, StringComparer.Ordinal)];
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(resource[ProductPrefix.Length..^".sql".Length], reader.ReadToEnd());
    }
}
