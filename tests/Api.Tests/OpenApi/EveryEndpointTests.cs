using System.Net;
using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>What holds for every endpoint that the OpenAPI document lists.</summary>
[Collection(ApiTests.Name)]
public sealed class EveryEndpointTests(ApiFixture fixture)
{
    private static readonly string[] HostileIds =
    [
        "0", "-1", "x", "null", "%00", "%2e%2e%2f", "a%2Fb", "'%20OR%201=1--", "%F0%9F%92%A9", "%C3%28", "00000000000000000000000000000000",
        "{00000000-0000-0000-0000-000000000000}", new string('a', 3000),
    ];

    private static readonly string[] HostileBodies =
    [
        "", "{", "[", "{}", "[]", "null", "5", "\"x\"", "true", "{\"\":1}", "{\"__proto__\":{}}", "\u0000", "{\"email\":[1,2,3],\"host\":{},\"is_read\":\"yes\",\"first_name\":5,\"refresh_token\":1,\"display_name\":[]}",
        "{\"email\":\"\\u0000\",\"password\":\"\\u0000\",\"host\":\"\\u0000\",\"username\":\"\\u0000\",\"refresh_token\":\"\\u0000\",\"first_name\":\"\\u0000\",\"display_name\":\"\\u0000\",\"is_read\":null}",
        "{\"host\":\"a b\",\"port\":99999999999,\"username\":\"u\",\"password\":\"p\",\"security\":7}",
        "{\"host\":\"localhost\",\"port\":1.5,\"username\":\"u\",\"password\":\"p\"}",
        "{\"email\":\"" + "a@b.org".PadLeft(900_000, 'a') + "\"}",
    ];

    [PostgresFact]
    public async Task AsNobody_Is401WhereAUserIsNeeded()
    {
        using var nobody = fixture.Host.Anonymous();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.NeedsUser))
        {
            var answer = (await nobody.SendAsync(operation.Method, operation.Path(Guid.NewGuid().ToString("N")), operation.HasBody ? new { } : null)).IsProblem(401, "unauthenticated");
            Assert.NotNull(answer.Header("WWW-Authenticate"));
        }
    }

    [PostgresFact]
    public async Task UnknownAndHostileIds_Are404()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation is { HasId: true, NeedsAdmin: false }))
        {
            foreach (var id in HostileIds.Append(Guid.NewGuid().ToString("N")))
            {
                var answer = await IsolationTests.SendAsync(user, operation, operation.Path(id));
                Assert.True((int)answer.Status is 404 or 400 or 405, $"{operation} with {id}: {(int)answer.Status}");
            }
        }
    }

    [PostgresFact]
    public async Task AsAUser_Is403WhereAnAdministratorIsNeeded()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.NeedsAdmin))
            (await user.SendAsync(operation.Method, operation.Path(user.UserId.ToString("N")), operation.HasBody ? new { role = "admin" } : null)).IsProblem(403, "missing_permission");
    }

    [PostgresFact]
    public async Task UnknownAndHostileIds_AreNever500ForAdministrators()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation is { HasId: true, NeedsAdmin: true }))
        {
            foreach (var id in HostileIds.Append(Guid.NewGuid().ToString("N")))
            {
                var answer = await admin.SendAsync(operation.Method, operation.Path(id), operation.HasBody ? new { role = "user" } : null);
                Assert.True((int)answer.Status is 404 or 400 or 405, $"{operation} with {id}: {(int)answer.Status}");
            }
        }
    }

    [PostgresFact]
    public async Task HostileBodies_Are4xxProblems()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.HasBody))
        {
            foreach (var body in HostileBodies)
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
                var answer = await user.SendAsync(new HttpRequestMessage(operation.Method, operation.Path(Guid.NewGuid().ToString("N"))) { Content = content });
                if (answer.Status != HttpStatusCode.NoContent) // logging out with an unknown token is no error
                    Assert.True((int)answer.Status is >= 400 and < 500 && answer.IsProblem((int)answer.Status) is not null, $"{operation} with {body[..Math.Min(80, body.Length)]}");
            }
        }
    }

    [PostgresFact]
    public async Task LargeBodies_Are413()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.Method != HttpMethod.Get))
        {
            var content = new ByteArrayContent(new byte[10 * 1024 * 1024]);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            var request = new HttpRequestMessage(operation.Method, operation.Path(Guid.NewGuid().ToString("N"))) { Content = content };
            request.Headers.ExpectContinue = true;
            (await user.SendAsync(request)).IsProblem(413, "payload_too_large");
        }
    }

    [PostgresFact]
    public async Task HostileQueries_AreNever500()
    {
        using var user = await fixture.Host.RegisterAdminAsync();
        var values = new[] { "", "0", "-1", "1e9", "9223372036854775808", "%00", "null", "true", "%C3%28", "'", "2026-13-45", "a,b,,c", new string('(', 2000), "%22" };
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.Method == HttpMethod.Get && !operation.Template.EndsWith("/stream", StringComparison.Ordinal)))
        {
            if (!operation.Description.TryGetProperty("parameters", out var parameters))
                continue;
            foreach (var parameter in parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query"))
            {
                foreach (var value in values)
                {
                    var answer = await user.GetAsync($"{operation.Path("x")}?{parameter.GetProperty("name").GetString()}={value}");
                    Assert.True((int)answer.Status < 500, $"{operation} {parameter.GetProperty("name")}={value}: {(int)answer.Status}");
                }
            }
        }
    }
}
