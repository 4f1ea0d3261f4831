namespace EmailAgent.Architecture.Tests;

/// <summary>References go one way: Api -> Grains.Abstractions; Silo -> Grains -> Database, Search, Intelligence, Providers, Delivery; Silo -> Embedding -> Intelligence; Providers -> Mail, Delivery, Tokens; Api -> Tokens.</summary>
public sealed class ReferenceTests
{
    /// <summary>What each project of the product may reference.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Mail"] = [],
        ["Delivery"] = [],
        ["Search"] = [],
        ["Intelligence"] = [],
        ["Embedding"] = ["Intelligence"],
        ["Database"] = [],
        ["Tokens"] = [],
        ["Providers"] = ["Mail", "Delivery", "Tokens"],
        ["Grains.Abstractions"] = [],
        ["Grains"] = ["Grains.Abstractions", "Database", "Search", "Intelligence", "Providers", "Delivery"],
        ["Silo"] = ["Grains", "Embedding"],
        ["Api"] = ["Grains.Abstractions", "Tokens", "Silo"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Product_EachProject_IsKnownHere() =>
        Assert.Equal(Allowed.Keys.Order(), ProjectFile.Product.Select(project => project.Name).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_DeclaredReferences_AreAllowed(string name)
    {
        var references = ProjectFile.Named(name).ProjectReferences;

        Assert.Empty(references.Select(reference => reference.Name).Except(Allowed[name]));
    }

    // What the compiler put into the assembly: also finds the use of a project that is only reached through another.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_UsedReferences_AreAllowed(string name)
    {
        // Providers hand mail to grains, so those may name its types.
        string[] reached = name is "Grains" ? ["Mail"] : name is "Silo" ? ["Grains.Abstractions", "Database", "Providers", "Delivery"] : [];

        Assert.Empty(ProductAssembly.References(name).Except([.. Allowed[name], .. reached]));
    }

    [Theory]
    [InlineData("Mail")]
    [InlineData("Search")]
    [InlineData("Intelligence")]
    [InlineData("Tokens")]
    public void Library_PackageReferences_AreNone(string name) => Assert.Empty(ProjectFile.Named(name).Packages);

    [Theory]
    [InlineData("Mail")]
    [InlineData("Search")]
    [InlineData("Intelligence")]
    public void Library_UsedAssemblies_AreTheBaseClassLibrary(string name) => Assert.Empty(ProductAssembly.OtherReferences(name));

    [Fact]
    public void Api_SiloIsUsed_OnlyWhereTheProcessIsComposed()
    {
        const string composition = "src/Api/Program.cs";

        Assert.DoesNotContain(
            SourceFile.All(".cs"),
            file => file.IsBelow("src/Api") && file.Path != composition && file.Text.Contains("EmailAgent.Silo", StringComparison.Ordinal));
    }
}
