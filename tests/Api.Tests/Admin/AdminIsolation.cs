using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Admin;

/// <summary>An account, as administrators find it.</summary>
internal sealed class AdminIsolation : IIsolationCase
{
    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["users"] = $"{owner.UserId:N}" });

    public Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => CreateAsync(owner);
}
