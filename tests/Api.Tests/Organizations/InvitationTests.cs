using System.Text.RegularExpressions;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Identity;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Organizations;

/// <summary>Invitations by mail: who gets one, what it is good for, and how many.</summary>
public sealed partial class InvitationTests : IDisposable
{
    private const string Organizations = "/api/v1/organizations";

    private readonly MailFolder _mails = new();

    public void Dispose() => _mails.Dispose();

    [PostgresFact]
    public async Task Invitation_OfAnAddressWithoutAccount_IsMailedAndAcceptedAfterRegistering()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var owner = await host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm. http://evil.example/now");
        var email = NewAddress();

        var invitation = await InviteAsync(owner, path, email);
        var mail = await _mails.TakeAsync(email);
        var token = Assert.Single(TokensIn(mail));

        Assert.Equal((false, "pending"), (invitation.Json.GetProperty("mailed").GetBoolean(), invitation.Text("mail")));
        await Eventually.True(async () =>
            (await owner.GetAsync($"{path}/invitations")).Json.GetProperty("items")[0] is var open && open.GetProperty("mailed").GetBoolean() && open.GetProperty("mail").GetString() == "sent");
        Assert.Contains("POST /api/v1/organizations/invitations/accept", mail, StringComparison.Ordinal);
        Assert.NotEqual(invitation.Text("token"), token);
        Assert.DoesNotContain("http:", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail, StringComparison.Ordinal);
        using var guest = await RegisterAsync(host, email);
        (await AcceptAsync(guest, invitation.Text("token"))).IsProblem(403, "email_not_verified"); // the inviter may have made the account
        Assert.Equal(200, (int)(await AcceptAsync(guest, token)).Status);
        (await AcceptAsync(guest, token)).IsProblem(404, "not_found");
        Assert.True((await guest.GetAsync("/api/v1/profile")).Json.GetProperty("email_verified").GetBoolean());
    }

    [PostgresFact]
    public async Task Invitation_ToAVerifiedAddress_IsAcceptedByEitherToken()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var owner = await host.RegisterAsync();
        var email = NewAddress();
        using var guest = await RegisterAsync(host, email);
        Assert.Equal(204, (int)(await guest.PostAsync("/api/v1/auth/verify-email", new { token = await _mails.TakeTokenAsync(email) })).Status);
        await host.AuditedAsync(guest.UserId, IdentityActions.VerifyEmail);

        var invitation = await InviteAsync(owner, await CreateAsync(owner, "Firm"), email);

        Assert.Equal(200, (int)(await AcceptAsync(guest, invitation.Text("token"))).Status);
    }

    [PostgresFact]
    public async Task Invitation_WhetherOrNotThereIsAnAccount_IsAnsweredAndMailedAlike()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var owner = await host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        var (known, unknown) = (NewAddress(), NewAddress());
        using var guest = await RegisterAsync(host, known);
        await _mails.TakeAsync(known); // to verify

        var answers = new[] { await InviteAsync(owner, path, known), await InviteAsync(owner, path, unknown) };
        var mails = new[] { await _mails.TakeAsync(known), await _mails.TakeAsync(unknown) };

        Assert.Equal(Names(answers[0]), Names(answers[1]));
        Assert.Equal(WithoutSecrets(mails[0], known), WithoutSecrets(mails[1], unknown));
    }

    [PostgresFact]
    public async Task Invitations_ManyOfOneAddress_MakeFewMailsAndNoneIsLost()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock, settings: _mails.Settings);
        var email = NewAddress();
        for (var i = 0; i < 5; i++)
        {
            using var owner = await host.RegisterAsync();
            await InviteAsync(owner, await CreateAsync(owner, $"Firm {i}"), email);
        }

        var first = await _mails.TakeAsync(email);
        Assert.Equal(0, await _mails.CountAsync(email));
        clock.Advance(TimeSpan.FromMinutes(3));
        using var guest = await RegisterAsync(host, email); // wakes the outbox
        var second = await Eventually.Value(async () => await _mails.TakeAsync(email) is var mail && TokensIn(mail).Count > 0 ? mail : null);

        var accepted = 0;
        foreach (var token in TokensIn(second))
            accepted += (int)(await AcceptAsync(guest, token)).Status == 200 ? 1 : 0;
        Assert.Equal(5, accepted);
        Assert.All(TokensIn(first), token => Assert.DoesNotContain(token, TokensIn(second)));
    }

    [PostgresFact]
    public async Task Invitations_OfOneInviter_HaveToWaitAfterMany()
    {
        await using var host = await ApiHost.StartAsync(new ShiftedClock(runs: false), settings: _mails.Settings);
        using var owner = await host.RegisterAsync();
        var paths = new[] { await CreateAsync(owner, "One"), await CreateAsync(owner, "Two") };
        for (var i = 0; i <= 50; i++)
            await InviteAsync(owner, paths[i % 2], NewAddress());

        var refused = (await owner.PostAsync($"{paths[0]}/invitations", new { email = NewAddress() })).IsProblem(429, "too_many_attempts");

        Assert.Equal("1", refused.Header("Retry-After"));
    }

    [PostgresFact]
    public async Task Invitation_Withdrawn_IsNotGoodByItsMailEither()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var owner = await host.RegisterAsync();
        var path = await CreateAsync(owner, "Firm");
        var email = NewAddress();
        var invitation = await InviteAsync(owner, path, email);
        var token = Assert.Single(TokensIn(await _mails.TakeAsync(email)));

        Assert.Equal(204, (int)(await owner.DeleteAsync($"{path}/invitations/{invitation.Text("id")}")).Status);

        using var guest = await RegisterAsync(host, email);
        (await AcceptAsync(guest, token)).IsProblem(404, "not_found");
    }

    private static string NewAddress() => $"{Guid.NewGuid():N}@example.org";

    private static async Task<string> CreateAsync(ApiClient owner, string name) =>
        $"{Organizations}/{(await owner.PostAsync(Organizations, new { name })).Text("id")}";

    private static async Task<ApiAnswer> InviteAsync(ApiClient inviter, string path, string email)
    {
        var invitation = await inviter.PostAsync($"{path}/invitations", new { email });
        Assert.Equal(201, (int)invitation.Status);
        return invitation;
    }

    private static Task<ApiAnswer> AcceptAsync(ApiClient guest, string token) => guest.PostAsync($"{Organizations}/invitations/accept", new { token });

    private static async Task<ApiClient> RegisterAsync(ApiHost host, string email)
    {
        using var anonymous = host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Account.Password });
        return new ApiClient(host, session.Text("access_token")) { UserId = Guid.ParseExact(session.Json.GetProperty("user").GetProperty("id").GetString()!, "N") };
    }

    private static IReadOnlyList<string> TokensIn(string mail) => [.. Token().Matches(mail).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Names(ApiAnswer answer) => answer.Json.EnumerateObject().Select(field => $"{field.Name}: {field.Value.ValueKind}");

    private static string WithoutSecrets(string mail, string address) => Token().Replace(Varying().Replace(mail.Replace(address, "", StringComparison.Ordinal), ""), "");

    [GeneratedRegex(@"^([A-Za-z0-9_-]{43})\s*$", RegexOptions.Multiline)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(Date|Message-ID): .*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Varying();
}
