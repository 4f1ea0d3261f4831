using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Problems;

/// <summary>The codes of refusals are a contract: each has its status, and its line in the reference.</summary>
public sealed class ProblemKindTests
{
    private const string Reference = "docs/reference/problems.md";

    [Fact]
    public void Codes_AllOfThem_HaveAStatus() =>
        Assert.Equal(CodesOf(typeof(ProblemCodes)).Concat(CodesOf(typeof(ApiProblemCodes))).Order(), ProblemKinds.All.Select(kind => kind.Code).Order());

    [Fact]
    public void Reference_OfProblems_ListsThemAllWithTheirStatus()
    {
        var listed = File.ReadLines(Path.Combine(Repository.Root, Reference))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Split('|'))
            .Select(cells => $"{cells[1].Trim()} {cells[2].Trim(' ', '`')}");
        Assert.Equal(ProblemKinds.All.Select(kind => $"{kind.Status} {kind.Code}").Order(), listed.Order());
    }

    private static IEnumerable<string> CodesOf(Type codes) => codes.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
