using System.Collections.ObjectModel;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>A profile, and a session beside the one in use.</summary>
internal sealed class IdentityIsolation : IIsolationCase
{
    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        new Dictionary<string, string> { ["sessions"] = await LogInAgainAsync(owner) };

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        await owner.PatchAsync("/api/v1/profile", new { first_name = mark });
        return ReadOnlyDictionary<string, string>.Empty;
    }

    /// <returns>The id of a session of the owner's beside the one in use.</returns>
    public static async Task<string> LogInAgainAsync(ApiClient owner)
    {
        using var anonymous = owner.Host.Anonymous();
        var login = await anonymous.PostAsync("/api/v1/auth/login", new { email = (await owner.GetAsync("/api/v1/profile")).Text("email"), password = "correct horse" });
        using var session = new ApiClient(owner.Host, login.Text("access_token"));
        return (await session.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("current").GetBoolean()).GetProperty("id").GetString()!;
    }
}
