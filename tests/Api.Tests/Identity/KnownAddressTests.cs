using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Guessing from addresses beyond a trusted proxy: what strangers do does not keep an owner out, and many accounts do not help a guesser.</summary>
public sealed class KnownAddressTests
{
    private const string Home = "198.51.100.7";
    private const string Stranger = "203.0.113.9";

    [PostgresFact]
    public async Task Owner_FromAKnownAddress_GetsInWhileStrangersHaveToWait()
    {
        await using var host = await StartAsync(accountFailures: 3, addressFailures: 1000);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous, Home);
        for (var i = 0; i < 3; i++)
            (await LoginAsync(anonymous, Stranger, email, "wrong password")).IsProblem(401, "invalid_credentials");

        (await LoginAsync(anonymous, Stranger, email, Account.Password)).IsProblem(429, "too_many_attempts");
        (await LoginAsync(anonymous, "192.0.2.55", email, Account.Password)).IsProblem(429, "too_many_attempts"); // nor from elsewhere
        Assert.Equal(200, (int)(await LoginAsync(anonymous, Home, email, Account.Password)).Status);
    }

    [PostgresFact]
    public async Task KnownAddress_IsSlowedDownByItself()
    {
        await using var host = await StartAsync(accountFailures: 3, addressFailures: 1000);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous, Home);
        for (var i = 0; i < 3; i++)
            (await LoginAsync(anonymous, Home, email, "wrong password")).IsProblem(401, "invalid_credentials");

        (await LoginAsync(anonymous, Home, email, Account.Password)).IsProblem(429, "too_many_attempts");
    }

    [PostgresFact]
    public async Task Address_ThatGuessesAtManyAccounts_HasToWaitForAllOfThem()
    {
        await using var host = await StartAsync(accountFailures: 1000, addressFailures: 3);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous, Home);
        for (var i = 0; i < 3; i++)
            (await LoginAsync(anonymous, Stranger, $"{Guid.NewGuid():N}@example.org", "wrong password")).IsProblem(401, "invalid_credentials");

        (await LoginAsync(anonymous, Stranger, email, Account.Password)).IsProblem(429, "too_many_attempts");
        Assert.Equal(200, (int)(await LoginAsync(anonymous, Home, email, Account.Password)).Status);
    }

    [PostgresFact]
    public async Task Network_OfAnIpv6Address_IsOne()
    {
        await using var host = await StartAsync(accountFailures: 1000, addressFailures: 3);
        using var anonymous = host.Anonymous();
        var email = await RegisterAsync(anonymous, Home);
        for (var i = 0; i < 3; i++)
            (await LoginAsync(anonymous, $"2001:db8::{i + 1}", email, "wrong password")).IsProblem(401, "invalid_credentials");

        (await LoginAsync(anonymous, "2001:db8::99", email, Account.Password)).IsProblem(429, "too_many_attempts");
        Assert.Equal(200, (int)(await LoginAsync(anonymous, "2001:db8:0:1::1", email, Account.Password)).Status);
    }

    [PostgresFact]
    public async Task Owner_OfOneAccount_DoesNotGetGuessesAtOthersForIt()
    {
        await using var host = await StartAsync(accountFailures: 1000, addressFailures: 3);
        using var anonymous = host.Anonymous();
        var (own, other) = (await RegisterAsync(anonymous, Home), await RegisterAsync(anonymous, Home));
        var refused = false;
        for (var i = 0; i < 6 && !refused; i++)
        {
            refused = (int)(await LoginAsync(anonymous, Stranger, other, "wrong password")).Status == 429
                || (int)(await LoginAsync(anonymous, Stranger, own, Account.Password)).Status == 429;
        }

        Assert.True(refused);
    }

    private static Task<ApiHost> StartAsync(int accountFailures, int addressFailures) => ApiHost.StartAsync(new ShiftedClock(runs: false), settings: new Dictionary<string, string?>
    {
        ["Http:TrustedProxies:0"] = "127.0.0.0/8",
        ["Accounts:Lockout:AccountFailures"] = $"{accountFailures}",
        ["Accounts:Lockout:AddressFailures"] = $"{addressFailures}",
        ["Accounts:Lockout:LongestWait"] = "01:00:00",
    });

    private static async Task<string> RegisterAsync(ApiClient anonymous, string from)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        Assert.Equal(201, (int)(await SendAsync(anonymous, from, "register", email, Account.Password)).Status);
        return email;
    }

    private static Task<ApiAnswer> LoginAsync(ApiClient anonymous, string from, string email, string password) => SendAsync(anonymous, from, "login", email, password);

    private static Task<ApiAnswer> SendAsync(ApiClient anonymous, string from, string what, string email, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{what}") { Content = System.Net.Http.Json.JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Forwarded-For", from);
        return anonymous.SendAsync(request);
    }
}
