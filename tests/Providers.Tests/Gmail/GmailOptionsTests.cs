using EmailAgent.Providers.Gmail;

namespace EmailAgent.Providers.Tests.Gmail;

public sealed class GmailOptionsTests
{
    private static readonly GmailOptionsValidator Validator = new();

    [Theory]
    [InlineData(QuotaGeneration.Since2026, 6_000, 20)]
    [InlineData(QuotaGeneration.Before2026, 15_000, 5)]
    public void Defaults_OfEachGeneration_AreValid(QuotaGeneration generation, int perMinute, int message)
    {
        var options = new GmailOptions { Quota = { Generation = generation } };
        var prices = new GmailPrices(options.Quota);

        Assert.True(Validator.Validate(null, options).Succeeded);
        Assert.Equal((perMinute, message), (prices.Budget.AccountPerMinute, prices.Of(GmailMethod.GetMessage)));
        Assert.All(Enum.GetValues<GmailMethod>(), method => Assert.InRange(prices.Of(method), 1, 100));
    }

    [Fact]
    public void Prices_ThatAreConfigured_Win()
    {
        var options = new GmailQuotaOptions { UserUnitsPerMinute = 3_000, Units = { [GmailMethod.GetMessage] = 7 } };

        Assert.Equal((3_000, 7), (new GmailPrices(options).Budget.AccountPerMinute, new GmailPrices(options).Of(GmailMethod.GetMessage)));
    }

    [Fact]
    public void Faults_AllOfThem_AreReportedAtOnce()
    {
        var options = new GmailOptions
        {
            BaseAddress = new Uri("http://gmail.example.org/"),
            BatchCalls = 0,
            PageSize = 501,
            Attempts = 0,
            ReadTimeout = TimeSpan.Zero,
            Quota = { ProjectUnitsPerMinute = 1, ProjectUnitsPerDay = 0 },
        };

        Assert.Equal(7, Validator.Validate(null, options).Failures!.Count());
    }
}
