using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>The page that lists every setting, from the documentation and the defaults of the classes that settings are bound to.</summary>
internal static class ConfigurationPage
{
    public const string File = "docs/reference/configuration.md";

    private const string Introduction = """
        # Configuration

        Every setting. This page is generated from the code: change the documentation of an option there, and run its test with
        `EMAILAGENT_UPDATE_CONTRACTS=1 ./test --filter ConfigurationPage`.

        A setting is an environment variable as listed, a line in `appsettings.json` beside the program, or an argument
        (`--Mailboxes:PollInterval=00:00:30`); in the last two a colon replaces two underscores. Lists continue with `__1`, `__2` and so on.
        Times are `hours:minutes:seconds`, optionally preceded by `days.`. An invalid value is reported at start,
        which then fails. In a [cluster](../topics/cluster.md) give all processes the same settings.

        """;

    /// <summary>Writes the page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Introduction);
        WriteTable(page, "Addresses, database and browsers", "Settings that belong to no feature.", SingleSettings.All);
        foreach (var section in ConfigurationSection.All)
        {
            WriteTable(page, $"`{section.Name}`", section.Summary, [.. List(section.Variable, section.Type, Activator.CreateInstance(section.Type, nonPublic: true)!, "")]);
        }

        return page.ToString();
    }

    /// <summary>Lists the settings of a class, those of the classes in it among them.</summary>
    private static IEnumerable<Setting> List(string prefix, Type type, object instance, string context)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
        {
            var (value, text) = (property.GetValue(instance), XmlDocumentation.Of(property));
            var name = $"{prefix}__{property.Name}";
            if (IsNested(property.PropertyType))
            {
                var nested = value ?? Activator.CreateInstance(property.PropertyType, nonPublic: true)!;
                foreach (var setting in List(name, property.PropertyType, nested, Default.Strip(text)))
                {
                    yield return setting;
                }
            }
            else
            {
                var key = value is IDictionary ? $"{name}__NAME" : value is IEnumerable and not string ? $"{name}__0" : name;
                yield return new Setting(key, Default.Of(value, text), $"{context} {MeaningOf(text)}".Trim());
            }
        }
    }

    // A summary begins with a verb; the value of a setting is itself the answer.
    private static string MeaningOf(string text) => Default.Strip(text).Replace("Indicates whether ", "Whether ", StringComparison.Ordinal);

    private static bool IsSetting(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && (property.SetMethod is { IsPublic: true } || typeof(IEnumerable).IsAssignableFrom(property.PropertyType));

    private static bool IsNested(Type type) =>
        type.IsClass && type.Namespace!.StartsWith("EmailAgent", StringComparison.Ordinal) && !typeof(IEnumerable).IsAssignableFrom(type);

    private static void WriteTable(StringBuilder page, string heading, string summary, IReadOnlyList<Setting> settings)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n{summary}\n\n| setting | default | meaning |\n|---|---|---|\n");
        foreach (var setting in settings)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{setting.Variable}` | {setting.Default} | {setting.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        page.Append('\n');
    }
}
