namespace EmailAgent.Architecture.Tests;

/// <summary>One name means one type. Types nested in others are left out: only their own class sees them.</summary>
public sealed class SimpleNameTests
{
    // AddX of a feature is in XRegistration in each layer.
    private const string Registration = "Registration";

    /// <summary>Names that may be shared, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal);

    private static readonly ILookup<string, string> Shared = ProjectFile.Product
        .SelectMany(project => ProductAssembly.Types(project.Name))
        .Where(type => !type.Name.EndsWith(Registration, StringComparison.Ordinal))
        .GroupBy(type => type.Name, StringComparer.Ordinal)
        .Where(types => types.Count() > 1)
        .SelectMany(types => types)
        .ToLookup(type => type.Name, type => $"{type.Namespace}.{type.Name}", StringComparer.Ordinal);

    [Fact]
    public void Types_OfTheProduct_ShareNoSimpleName() =>
        Assert.Empty(Shared.Where(types => !Exempt.ContainsKey(types.Key)).Select(types => string.Join(", ", types)));

    [Fact]
    public void Exemptions_AllOfThem_AreStillNeeded() => Assert.DoesNotContain(Exempt.Keys, name => !Shared.Contains(name));
}
