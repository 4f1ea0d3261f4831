using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>
/// Silos of two versions talk to each other during an update, so what crosses a grain boundary changes only on purpose.
/// To announce a change: run this test with EMAILAGENT_UPDATE_CONTRACTS=1 and commit the file it writes.
/// </summary>
public sealed class GrainContractTests
{
    private const string UpdateVariable = "EMAILAGENT_UPDATE_CONTRACTS";
    private static readonly string ListingPath = Path.Combine(Repository.Root, "tests/Architecture.Tests/grain-contracts.txt");

    [Fact]
    public void Contracts_AllOfThem_AreAsListed()
    {
        var actual = GrainContracts.Describe();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(ListingPath, actual);

        var listed = File.ReadAllText(ListingPath);
        Assert.True(
            listed == actual,
            $"A grain contract has changed. If that is meant, run this test with {UpdateVariable}=1.\n{Difference(listed, actual)}");
    }

    [Fact]
    public void Contracts_AllOfThem_HaveStableNames() => Assert.Empty(GrainContracts.WithoutStableName());

    private static string Difference(string listed, string actual)
    {
        var (before, after) = (listed.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}
