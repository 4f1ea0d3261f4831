using System.Reflection;

namespace EmailAgent.Database.Migrations;

/// <summary>An embedded .sql file, or the files of a folder in the order of their names.</summary>
/// <param name="Name">The name of the file without extension, or of the folder; names sort in the order of application.</param>
internal sealed record Migration(string Name, string Sql)
{
    private const string Folder = "migrations/";
    private const string Extension = ".sql";

    /// <summary>Returns the migrations of all sources, in the order of their names.</summary>
    /// <exception cref="MigrationException">Two of them have the same name.</exception>
    public static IReadOnlyList<Migration> Load(IEnumerable<MigrationSource> sources)
    {
        var migrations = sources.Select(source => source.Assembly).Distinct().SelectMany(LoadAll).OrderBy(migration => migration.Name, StringComparer.Ordinal).ToList();
        for (var i = 1; i < migrations.Count; i++)
        {
            if (migrations[i].Name == migrations[i - 1].Name)
                throw new MigrationException($"Two migrations of this program have the name {migrations[i].Name}. Rename the newer one.");
        }

        return migrations;
    }

    private static IEnumerable<Migration> LoadAll(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .GroupBy(NameOf)
        .Select(parts => new Migration(parts.Key, string.Join('\n', parts.Select(part => Read(assembly, part)))));

    private static string NameOf(string resource) => resource[Folder.Length..^Extension.Length].Split('/')[0];

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
