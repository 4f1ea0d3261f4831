using EmailAgent.Providers.Scanning;

namespace EmailAgent.Providers.Tests.Scanning;

public sealed class ScanOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new ScanOptionsValidator().Validate(null, new ScanOptions()).Succeeded);

    [Fact]
    public void Faults_AllOfThem_AreReportedAtOnce() => Assert.Equal(4, new ScanOptionsValidator().Validate(
        null, new ScanOptions { Address = "nowhere", Timeout = TimeSpan.Zero, AtOnce = 0, LargestBytes = 1 }).Failures!.Count());
}
