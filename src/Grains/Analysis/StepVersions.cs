using System.Collections.Immutable;
using System.Globalization;

namespace EmailAgent.Grains.Analysis;

/// <summary>The versions of steps, as rows contain them: <c>priority:1 tasks:2</c>, by name. Pure.</summary>
internal sealed class StepVersions
{
    public static readonly StepVersions None = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, int> _versions;

    private StepVersions(ImmutableSortedDictionary<string, int> versions) => _versions = versions;

    /// <summary>Returns the version of a step; 0 if it is not among them.</summary>
    public int this[string step] => _versions.TryGetValue(step, out var version) ? version : 0;

    /// <exception cref="ArgumentException">Two steps have the same name.</exception>
    public static StepVersions Of(IEnumerable<IAnalysisStep> steps)
    {
        var versions = None._versions;
        foreach (var step in steps)
            versions = versions.Add(step.Name, step.Version);
        return new StepVersions(versions);
    }

    /// <summary>Parses what <see cref="ToString"/> returned. What is not of its form is left out.</summary>
    public static StepVersions Parse(string text)
    {
        var versions = None._versions;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split(':') is [var name, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                versions = versions.SetItem(name, version);
        }

        return new StepVersions(versions);
    }

    /// <summary>Indicates whether a step of another set is newer, or missing here.</summary>
    public bool IsBehind(StepVersions other) => other._versions.Any(step => this[step.Key] < step.Value);

    /// <summary>Returns the highest version of each step of both sets.</summary>
    public StepVersions Merge(StepVersions other)
    {
        var versions = _versions;
        foreach (var (step, version) in other._versions)
        {
            if (this[step] < version)
                versions = versions.SetItem(step, version);
        }

        return new StepVersions(versions);
    }

    public override string ToString() => string.Join(' ', _versions.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Key}:{step.Value}")));
}
