namespace EmailAgent.Architecture.Tests;

/// <summary>A file that has to be scrolled for long holds more than one thing.</summary>
public sealed class FileSizeTests
{
    private const int ProductLimit = 400;
    private const int TestLimit = 500;
    private const int ProgramLimit = 60;

    /// <summary>Files that may be longer, each with its reason. Data, never logic.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal);

    [Fact]
    public void SourceFiles_AllOfThem_AreWithinTheirLimit()
    {
        var tooLong = SourceFile.All(".cs").Concat(SourceFile.All(".sql"))
            .Where(file => !Exempt.ContainsKey(file.Path) && file.LineCount > LimitOf(file))
            .Select(file => $"{file}: {file.LineCount} lines, at most {LimitOf(file)}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Exemptions_AllOfThem_AreStillNeeded()
    {
        var files = SourceFile.All(".cs").Concat(SourceFile.All(".sql")).ToDictionary(file => file.Path);
        var needless = Exempt.Keys.Where(path => !files.TryGetValue(path, out var file) || file.LineCount <= LimitOf(file));

        Assert.Empty(needless);
    }

    private static int LimitOf(SourceFile file) =>
        file.Name == "Program.cs" ? ProgramLimit : file.IsBelow("tests") ? TestLimit : ProductLimit;
}
