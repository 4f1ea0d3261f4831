using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>Silos of two versions talk to each other during an update, so what crosses a grain boundary changes only on purpose.</summary>
public sealed class GrainContractTests
{
    [Fact]
    public void Contracts_AllOfThem_AreAsListed() => Listing.AssertUnchanged("tests/Architecture.Tests/contracts", GrainContracts.Describe());

    [Fact]
    public void Contracts_AllOfThem_HaveStableNames() => Assert.Empty(GrainContracts.WithoutStableName());

    [Fact]
    public void Contracts_AllOfThem_CanBeSentToAnotherProcess() => Assert.Empty(GrainContracts.NotSerializable());
}
