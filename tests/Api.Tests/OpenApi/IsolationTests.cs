using System.Net;
using System.Net.Http.Json;
using System.Text;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Identity;
using EmailAgent.Grains.Access;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>Every operation of the OpenAPI document, called by everybody who shall not get in.</summary>
[Collection(ApiTests.Name)]
public sealed class IsolationTests(ApiFixture fixture)
{
    private static readonly Dictionary<string, object> Bodies = IsolationCases.All.SelectMany(feature => feature.Bodies).ToDictionary();

    [PostgresFact]
    public async Task Operations_AllOfThem_AnswerAsTheTableSays()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var ids = await ResourcesAsync(owner);
        var table = new AccessTable(fixture.Host);
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).OrderBy(operation => operation.ToString(), StringComparer.Ordinal))
        {
            using var nobody = fixture.Host.Anonymous();
            if (operation.Template.Contains("/sessions/{", StringComparison.Ordinal))
                ids["sessions"] = await IdentityIsolation.LogInAgainAsync(owner); // an administrator ends it
            var (path, unknown) = Paths(operation, ids);
            var needs = operation.NeedsUser;
            var (withoutCredential, asStranger, asAdmin) = (needs ? await StatusAsync(nobody, operation, path) : "-", "-", "-");
            if (needs && unknown is not null)
            {
                using var stranger = await fixture.Host.RegisterAsync();
                using var admin = await AdminAsync();
                asStranger = await LooksUnknownAsync(stranger, operation, path, unknown);
                asAdmin = NeededBy(operation)?.StartsWith("instance:", StringComparison.Ordinal) == true
                    ? await StatusAsync(admin, operation, path) // accounts are what administrators look after
                    : await LooksUnknownAsync(admin, operation, path, unknown);
            }

            table.Add(operation, $"{operation,-61} nobody {withoutCredential,-4} stranger {asStranger,-4} admin {asAdmin,-4} key {await WithoutScopeAsync(owner, operation, path)}");
        }

        table.AssertUnchanged();
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/api/v1/emails/{ids["emails"]}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/api/v1/connections/{ids["connections"]}")).Status);
        Assert.Contains((await owner.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray(), session => session.GetProperty("id").GetString() == ids["sessions"]);
        Assert.Equal(1, (await owner.GetAsync(KeyCalls.Path)).Json.GetProperty("items").EnumerateArray().Count(key => key.GetProperty("id").GetString() == ids["api-keys"]));
    }

    /// <summary>Creates one of everything that has an id.</summary>
    /// <returns>The ids, by the step before them in paths.</returns>
    internal static async Task<Dictionary<string, string>> ResourcesAsync(ApiClient owner)
    {
        var ids = new Dictionary<string, string>();
        foreach (var feature in IsolationCases.All)
        {
            foreach (var (step, id) in await feature.CreateAsync(owner))
                ids.Add(step, id);
        }

        return ids;
    }

    /// <returns>The path with the owner's ids, and with ids of nobody's: null where no id of the owner's is in it.</returns>
    internal static (string Owners, string? Unknown) Paths(ApiOperation operation, Dictionary<string, string> ids)
    {
        string[] choices = ["{provider}", "{token}"];
        var steps = operation.Template.Split('/');
        var (owners, unknown, any) = (new List<string>(), new List<string>(), false);
        for (var i = 0; i < steps.Length; i++)
        {
            var isId = steps[i].StartsWith('{') && !choices.Contains(steps[i]);
            var id = isId ? ids.GetValueOrDefault(steps[i - 1]) : null;
            Assert.True(!isId || id is not null, $"{operation}: create one of these in the {nameof(IIsolationCase)} of its feature.");
            any |= isId;
            owners.Add(id ?? (choices.Contains(steps[i]) ? "gmail" : steps[i]));
            unknown.Add(isId ? $"{Guid.NewGuid():N}" : owners[^1]);
        }

        return (string.Join('/', owners), any ? string.Join('/', unknown) : null);
    }

    private static async Task<string> LooksUnknownAsync(ApiClient caller, ApiOperation operation, string path, string unknown)
    {
        var (others, none) = (await SendAsync(caller, operation, path), await SendAsync(caller, operation, unknown));
        Assert.True(others.Status == none.Status, $"{operation}: {others.Status} for another's id, {none.Status} for none");
        Assert.Equal(WithoutRequestId(none), WithoutRequestId(others));
        return $"{(int)others.Status}";
    }

    private static string? NeededBy(ApiOperation operation) =>
        operation.Description.TryGetProperty("description", out var text) && text.GetString()!.Split('`') is ["Permission: ", var needed, ..] ? needed : null;

    private static async Task<string> WithoutScopeAsync(ApiClient owner, ApiOperation operation, string path)
    {
        if (NeededBy(operation) is not { } needed)
            return "-";
        using var key = owner.With(await owner.CreateAsync([.. PermissionNames.List(PermissionGrants.OfKeys & PermissionGrants.OfRole(Roles.User)).Where(scope => scope != needed)]));
        var refused = (await SendAsync(key, operation, path)).IsProblem(403, "missing_permission");
        Assert.Contains(needed, refused.Text("detail"), StringComparison.Ordinal);
        await owner.DeleteAsync($"{KeyCalls.Path}/{(await owner.GetAsync(KeyCalls.Path)).Json.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()}");
        return $"{(int)refused.Status} {needed}";
    }

    private async Task<ApiClient> AdminAsync()
    {
        var admin = await fixture.Host.RegisterAsync();
        await using var command = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("UPDATE users SET role = 'admin' WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = admin.UserId });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await fixture.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(admin.UserId.ToString("N")).ForgetAsync();
        return admin;
    }

    private static async Task<string> StatusAsync(ApiClient caller, ApiOperation operation, string path) => $"{(int)(await SendAsync(caller, operation, path)).Status}";

    internal static Task<ApiAnswer> SendAsync(ApiClient caller, ApiOperation operation, string path) => caller.SendAsync(Request(operation, path));

    internal static HttpRequestMessage Request(ApiOperation operation, string path) => new(operation.Method, path)
    {
        Content = operation.HasBody ? JsonContent.Create(Bodies.GetValueOrDefault(operation.ToString(), new { })) : null,
    };

    private static string WithoutRequestId(ApiAnswer answer) =>
        Encoding.UTF8.GetString(answer.Body).Replace(answer.Header("X-Request-ID")!, "", StringComparison.Ordinal);
}
