using System.Security.Cryptography;
using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Who may register where not everybody may.</summary>
public sealed class RegistrationTests
{
    private const string SetupToken = "a set-up token of this test";

    [PostgresFact]
    public async Task Closed_LetsInWhoHasTheSetupLinkAndNobodyElse()
    {
        await using var host = await StartAsync("closed");
        using var anonymous = host.Anonymous();
        (await RegisterAsync(anonymous, NewAddress(), invitation: null)).IsProblem(403, "registration_closed");
        (await RegisterAsync(anonymous, NewAddress(), "nonsense")).IsProblem(403, "registration_closed");

        var first = await RegisterAsync(anonymous, NewAddress(), SetupToken);
        Assert.Equal(201, (int)first.Status);
        using var admin = new ApiClient(host, first.Text("access_token"));
        Assert.Equal(204, (int)(await admin.PostAsync($"/api/v1/setup/{Uri.EscapeDataString(SetupToken)}")).Status);

        (await RegisterAsync(anonymous, NewAddress(), SetupToken)).IsProblem(403, "registration_closed");
        var guest = NewAddress();
        (await RegisterAsync(anonymous, guest, await InviteAsync(admin, guest))).IsProblem(403, "registration_closed");
    }

    [PostgresFact]
    public async Task Invited_TakesTheTokenOfAnInvitationOfTheAddress()
    {
        await using var host = await StartAsync("invited");
        using var anonymous = host.Anonymous();
        using var owner = new ApiClient(host, (await RegisterAsync(anonymous, NewAddress(), SetupToken)).Text("access_token"));
        var guest = NewAddress();
        var token = await InviteAsync(owner, guest);

        (await RegisterAsync(anonymous, guest, invitation: null)).IsProblem(403, "invitation_needed");
        (await RegisterAsync(anonymous, NewAddress(), token)).IsProblem(403, "invitation_needed"); // another's
        var registered = await RegisterAsync(anonymous, guest.ToUpperInvariant(), token);
        Assert.Equal(201, (int)registered.Status);

        using var member = new ApiClient(host, registered.Text("access_token"));
        Assert.Equal(200, (int)(await member.PostAsync("/api/v1/organizations/invitations/accept", new { token })).Status);
        (await RegisterAsync(anonymous, guest, token)).IsProblem(403, "invitation_needed"); // it is used up
    }

    private static Task<ApiHost> StartAsync(string mode) => ApiHost.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Accounts:Registration"] = mode,
        ["Setup:TokenHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SetupToken))),
    });

    private static string NewAddress() => $"{Guid.NewGuid():N}@example.org";

    private static Task<ApiAnswer> RegisterAsync(ApiClient anonymous, string email, string? invitation) =>
        anonymous.PostAsync("/api/v1/auth/register", new { email, password = Account.Password, invitation });

    private static async Task<string> InviteAsync(ApiClient owner, string email)
    {
        var organization = await owner.PostAsync("/api/v1/organizations", new { name = "Firm" });
        return (await owner.PostAsync($"/api/v1/organizations/{organization.Text("id")}/invitations", new { email })).Text("token");
    }
}
