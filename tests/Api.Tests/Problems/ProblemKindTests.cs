using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Problems;

/// <summary>The codes of refusals are a contract: each has its status, and its line in the reference.</summary>
public sealed class ProblemKindTests
{
    private const string Reference = "docs/reference/problems.md";

    [Fact]
    public void Codes_OfAllFeatures_HaveAStatus() =>
        Assert.Equal(DeclaredCodes().Order(), ProblemKinds.All.Select(kind => kind.Code).Order());

    [Fact]
    public void Reference_OfProblems_ListsThemAllWithTheirStatus()
    {
        var listed = File.ReadLines(Path.Combine(Repository.Root, Reference))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Split('|'))
            .Select(cells => $"{cells[1].Trim()} {cells[2].Trim(' ', '`')}");
        Assert.Equal(ProblemKinds.All.Select(kind => $"{kind.Status} {kind.Code}").Order(), listed.Order());
    }

    // By the names of their classes, so that a code without [Problem] is found, too.
    private static IEnumerable<string> DeclaredCodes() =>
        typeof(Problem).Assembly.GetTypes().Concat(typeof(ProblemKinds).Assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: true } && (type.Name.EndsWith("Problems", StringComparison.Ordinal) || type.Name.EndsWith("ProblemCodes", StringComparison.Ordinal)))
            .SelectMany(type => type.GetFields())
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
}
