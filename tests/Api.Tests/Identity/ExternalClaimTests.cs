using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>What an issuer says of a user is what it says now.</summary>
public sealed class ExternalClaimTests(LinkingFixture fixture) : IClassFixture<LinkingFixture>
{
    private readonly string _subject = $"{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task Claims_NoLongerSaid_AreCleared()
    {
        var full = await fixture.SignInAsync(_subject, ("email", "ann@example.net"), ("email_verified", true), ("given_name", "Ann"), ("family_name", "Lee"));
        Assert.Equal(("ann@example.net", true, "Ann", "Lee"), Said(full));

        Assert.Equal(("ann@example.net", false, "Ann", null), Said(await fixture.SignInAsync(_subject, ("email", "ann@example.net"), ("given_name", "Ann"))));
        Assert.Equal((null, false, null, null), Said(await fixture.SignInAsync(_subject)));
        Assert.Equal(("ann@example.net", true, null, "Lee"), Said(await fixture.SignInAsync(_subject, ("email", "ann@example.net"), ("email_verified", true), ("family_name", "Lee"))));
    }

    [PostgresFact]
    public async Task Name_ThatTheIssuerNeverSaid_IsTheUsersOwn()
    {
        await fixture.SignInAsync(_subject, ("email", "ann@example.net"));
        using var user = new ApiClient(fixture.Host, fixture.Issuer.Token(_subject, ("email", "ann@example.net")));
        await user.PatchAsync("/api/v1/profile", new { first_name = "Ann" });
        Assert.Equal(("ann@example.com", false, "Ann", null), Said(await fixture.SignInAsync(_subject, ("email", "ann@example.com"))));
    }

    [PostgresFact]
    public async Task AccountOfOurOwn_KeepsWhatTheIssuerNoLongerSays()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        await fixture.RegisterAsync(email);
        await fixture.SignInAsync(_subject, ("email", email), ("email_verified", true), ("given_name", "Ann"));
        Assert.Equal((email, true, "Ann", null), Said(await fixture.SignInAsync(_subject)));
    }

    private static (string? Email, bool Verified, string? First, string? Last) Said(ApiAnswer profile) =>
        (profile.Text("email"), profile.Json.GetProperty("email_verified").GetBoolean(), profile.Text("first_name"), profile.Text("last_name"));
}
