using Dapper;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Somebody proves an address at another issuer, and an account here has it: whoever registered it first may be a stranger.</summary>
public sealed class TakeOverTests(LinkingFixture fixture) : IClassFixture<LinkingFixture>
{
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";
    private readonly string _subject = $"{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task UnprovenAccount_EndsAllThatOpenedIt()
    {
        var (squatter, session) = await fixture.RegisterAsync(_email);
        var made = await squatter.CreateAsync("account:read", "mail:read");
        using var key = squatter.With(made);
        Assert.Equal(200, (int)(await key.GetAsync("/api/v1/profile")).Status); // and is remembered
        var organization = (await squatter.PostAsync("/api/v1/organizations", new { name = "trap" })).Text("id");
        var accomplice = $"{Guid.NewGuid():N}@example.org";
        var invited = await squatter.PostAsync($"/api/v1/organizations/{organization}/invitations", new { email = accomplice });
        Assert.Equal(201, (int)invited.Status);

        var owner = await SignInAsync();

        Assert.Equal(($"{squatter.UserId:N}", _email), (owner.Text("id"), owner.Text("email")));
        Assert.True(owner.Json.GetProperty("email_verified").GetBoolean());
        (await key.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await squatter.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        using var anonymous = fixture.Host.Anonymous();
        (await anonymous.PostAsync("/api/v1/auth/login", new { email = _email, password = LinkingFixture.Password })).IsProblem(401, "invalid_credentials");
        (await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).IsProblem(401, "invalid_refresh_token");
        Assert.Equal(0, await CountAsync("api_keys", "user_id", squatter.UserId));
        Assert.Equal(0, await CountAsync("invitations", "organization_id", Guid.ParseExact(organization, "N")));
        Assert.Contains(fixture.Issuer.Address, Assert.Single(await AuditedAsync(squatter.UserId, "auth.take_over")).Details, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task ProvenAccount_IsLinkedAndKeepsAllThatOpensIt()
    {
        var (owner, session) = await fixture.RegisterAsync(_email);
        await ExecuteAsync("UPDATE users SET email_verified_at = now() WHERE id = @id", owner.UserId); // by a mail
        using var key = owner.With(await owner.CreateAsync("account:read"));

        Assert.Equal($"{owner.UserId:N}", (await SignInAsync()).Text("id"));

        Assert.Equal(200, (int)(await key.GetAsync("/api/v1/profile")).Status);
        Assert.Equal(200, (int)(await owner.GetAsync("/api/v1/profile")).Status);
        using var anonymous = fixture.Host.Anonymous();
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email = _email, password = LinkingFixture.Password })).Status);
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).Status);
        Assert.Single(await AuditedAsync(owner.UserId, "auth.link"));
        Assert.Empty(await AuditedAsync(owner.UserId, "auth.take_over"));
    }

    [PostgresFact]
    public async Task SecondLoginOfTheAddress_FindsItProvenByTheFirst()
    {
        var (account, _) = await fixture.RegisterAsync(_email);
        await SignInAsync();
        using var owner = new ApiClient(fixture.Host, fixture.Issuer.Token(_subject)) { UserId = account.UserId };
        using var key = owner.With(await owner.CreateAsync("account:read"));

        var other = await fixture.SignInAsync($"{_subject}-2", ("email", _email), ("email_verified", true));

        Assert.Equal($"{account.UserId:N}", other.Text("id"));
        Assert.Equal(200, (int)(await key.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task LoginsOfTheSquatterAtTheSameMoment_DoNotOutliveTheTakeOver()
    {
        await fixture.RegisterAsync(_email);
        using var squatter = fixture.Host.Anonymous();
        var logins = Enumerable.Range(0, 8).Select(_ => squatter.PostAsync("/api/v1/auth/login", new { email = _email, password = LinkingFixture.Password })).ToList();

        await SignInAsync();

        foreach (var login in await Task.WhenAll(logins))
        {
            if ((int)login.Status != 200)
                continue;
            using var inside = new ApiClient(fixture.Host, login.Text("access_token"));
            (await inside.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        }
    }

    private Task<ApiAnswer> SignInAsync() => fixture.SignInAsync(_subject, ("email", _email), ("email_verified", true));

    private Task<IReadOnlyList<AuditRecord>> AuditedAsync(Guid userId, string action) =>
        fixture.Host.Services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(userId, action, null, null, null, 10, null), after: null, CancellationToken.None);

    private async Task ExecuteAsync(string sql, Guid id)
    {
        await using var connection = await fixture.Host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { id });
    }

    private async Task<long> CountAsync(string table, string column, Guid id)
    {
        await using var connection = await fixture.Host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table} WHERE {column} = @id", new { id });
    }
}
