using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>An organization, and what its members do with it over HTTP.</summary>
internal sealed class Team(ApiClient owner, string id)
{
    private const string Organizations = "/api/v1/organizations";

    public string Id { get; } = id;

    public string Path { get; } = $"{Organizations}/{id}";

    public static async Task<Team> CreateAsync(ApiClient owner, params ApiClient[] members)
    {
        var team = new Team(owner, (await owner.PostAsync(Organizations, new { name = "Firm" })).Text("id"));
        foreach (var member in members)
            await team.JoinAsync(member);
        return team;
    }

    /// <param name="member">Who joins.</param>
    /// <param name="role">As what.</param>
    /// <param name="by">Who invites; by default, who made the organization.</param>
    public async Task JoinAsync(ApiClient member, string role = "member", ApiClient? by = null)
    {
        var email = (await member.GetAsync("/api/v1/profile")).Text("email");
        var token = (await (by ?? owner).PostAsync($"{Path}/invitations", new { email, role })).Text("token");
        Assert.Equal(200, (int)(await member.PostAsync($"{Organizations}/invitations/accept", new { token })).Status);
    }

    public string Of(MailSeed mailbox) => $"{Path}/connections/{mailbox.ConnectionId:N}";

    public Task<ApiAnswer> ShareAsync(ApiClient by, MailSeed mailbox, string? everybody, params (ApiClient Member, string Access)[] members) =>
        by.SendAsync(HttpMethod.Put, Of(mailbox), new { everybody, members = members.Select(member => new { user_id = $"{member.Member.UserId:N}", access = member.Access }) });

    public Task<ApiAnswer> WithdrawAsync(ApiClient by, MailSeed mailbox) => by.DeleteAsync(Of(mailbox));

    public Task<ApiAnswer> RemoveAsync(ApiClient by, ApiClient member) => by.DeleteAsync($"{Path}/members/{member.UserId:N}");
}
