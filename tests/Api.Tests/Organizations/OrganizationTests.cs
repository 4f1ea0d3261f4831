using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Organizations;

/// <summary>Organizations, their members and who may do what in them.</summary>
[Collection(ApiTests.Name)]
public sealed class OrganizationTests(ApiFixture fixture)
{
    private const string Organizations = "/api/v1/organizations";

    [PostgresFact]
    public async Task Organization_Made_IsOwnedAndSeenByItsMembersOnly()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var path = await CreateAsync(owner, "  The Firm ");

        Assert.Equal(("The Firm", "owner", 1), Summary(await owner.GetAsync(path)));
        Assert.Single((await owner.GetAsync(Organizations)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("Firm", (await owner.PatchAsync(path, new { name = "Firm" })).Text("name"));
        await RefuseStrangerAsync(stranger, path, owner);

        Assert.Equal(204, (int)(await owner.DeleteAsync(path)).Status);
        (await owner.GetAsync(path)).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Invitation_OfAnAddress_IsGoodOnceAndForThatAccountOnly()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var guest = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        var first = await InviteAsync(owner, path, guest, "member");
        var second = await InviteAsync(owner, path, guest, "admin");

        await AcceptAsync(stranger, second, 404);
        await AcceptAsync(guest, first, 404); // a newer one took its place
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => guest.PostAsync($"{Organizations}/invitations/accept", new { token = second })));
        Assert.Equal([200, 404, 404, 404], answers.Select(answer => (int)answer.Status).Order());

        Assert.Equal(("Firm", "admin", 2), Summary(await guest.GetAsync(path)));
        (await owner.PostAsync($"{path}/invitations", new { email = await AddressAsync(guest) })).IsProblem(409, "already_member");
        Assert.Empty((await owner.GetAsync($"{path}/invitations")).Json.GetProperty("items").EnumerateArray());
    }

    [PostgresFact]
    public async Task Invitation_Withdrawn_IsNotGood()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var guest = await fixture.Host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        var token = await InviteAsync(owner, path, guest, "member");
        var open = Assert.Single((await owner.GetAsync($"{path}/invitations")).Json.GetProperty("items").EnumerateArray().ToList());
        Assert.Null(open.GetProperty("token").GetString());

        Assert.Equal(204, (int)(await owner.DeleteAsync($"{path}/invitations/{open.GetProperty("id").GetString()}")).Status);

        await AcceptAsync(guest, token, 404);
    }

    [PostgresFact]
    public async Task Roles_AreGivenUpToTheOwnAndNoFurther()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var admin = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        await AcceptAsync(admin, await InviteAsync(owner, path, admin, "admin"), 200);
        await AcceptAsync(member, await InviteAsync(admin, path, member, "member"), 200);

        (await member.PostAsync($"{path}/invitations", new { email = "x@example.org" })).IsProblem(403, "role_too_low");
        (await member.PatchAsync(Member(path, member), new { role = "owner" })).IsProblem(403, "role_too_low");
        (await member.DeleteAsync(Member(path, admin))).IsProblem(403, "role_too_low");
        (await admin.PostAsync($"{path}/invitations", new { email = "x@example.org", role = "owner" })).IsProblem(403, "role_too_low");
        (await admin.PatchAsync(Member(path, admin), new { role = "owner" })).IsProblem(403, "role_too_low");
        (await admin.PatchAsync(Member(path, owner), new { role = "member" })).IsProblem(403, "role_too_low");
        (await admin.DeleteAsync(Member(path, owner))).IsProblem(403, "role_too_low");
        (await admin.DeleteAsync(path)).IsProblem(403, "role_too_low");
        (await owner.PatchAsync(Member(path, member), new { role = "boss" })).IsProblem(400, "validation_failed");

        Assert.Equal(204, (int)(await admin.PatchAsync(Member(path, member), new { role = "admin" })).Status);
        Assert.Equal(204, (int)(await member.DeleteAsync(Member(path, member))).Status);
        (await member.GetAsync(path)).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task LastOwner_StaysUntilThereIsAnother()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        (await owner.DeleteAsync(Member(path, owner))).IsProblem(409, "last_owner");
        (await owner.PatchAsync(Member(path, owner), new { role = "member" })).IsProblem(409, "last_owner");
        await AcceptAsync(other, await InviteAsync(owner, path, other, "owner"), 200);

        var left = await Task.WhenAll(owner.DeleteAsync(Member(path, owner)), other.DeleteAsync(Member(path, other)));

        Assert.Equal([204, 409], left.Select(answer => (int)answer.Status).Order());
    }

    private static async Task RefuseStrangerAsync(ApiClient stranger, string path, ApiClient owner)
    {
        (await stranger.GetAsync(path)).IsProblem(404, "not_found");
        (await stranger.PatchAsync(path, new { name = "Mine" })).IsProblem(404, "not_found");
        (await stranger.DeleteAsync(path)).IsProblem(404, "not_found");
        (await stranger.GetAsync($"{path}/members")).IsProblem(404, "not_found");
        (await stranger.GetAsync($"{path}/invitations")).IsProblem(404, "not_found");
        (await stranger.PostAsync($"{path}/invitations", new { email = "x@example.org" })).IsProblem(404, "not_found");
        (await stranger.DeleteAsync(Member(path, owner))).IsProblem(404, "not_found");
        (await stranger.PatchAsync(Member(path, stranger), new { role = "owner" })).IsProblem(404, "not_found");
    }

    private static async Task<string> CreateAsync(ApiClient owner, string name)
    {
        var made = await owner.PostAsync(Organizations, new { name });
        Assert.Equal(201, (int)made.Status);
        return $"{Organizations}/{made.Text("id")}";
    }

    private static async Task<string> InviteAsync(ApiClient inviter, string path, ApiClient guest, string role)
    {
        var invitation = await inviter.PostAsync($"{path}/invitations", new { email = (await AddressAsync(guest)).ToUpperInvariant(), role });
        Assert.Equal(201, (int)invitation.Status);
        return invitation.Text("token");
    }

    private static async Task AcceptAsync(ApiClient guest, string token, int status) =>
        Assert.Equal(status, (int)(await guest.PostAsync($"{Organizations}/invitations/accept", new { token })).Status);

    private static async Task<string> AddressAsync(ApiClient user) => (await user.GetAsync("/api/v1/profile")).Text("email");

    private static string Member(string path, ApiClient user) => $"{path}/members/{user.UserId:N}";

    private static (string Name, string Role, int Members) Summary(ApiAnswer organization) =>
        (organization.Text("name"), organization.Text("role"), organization.Json.GetProperty("members").GetInt32());
}
