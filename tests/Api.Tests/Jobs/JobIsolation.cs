using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Jobs;

/// <summary>A job of a kind that no handler runs, as administrators find it.</summary>
internal sealed class JobIsolation : IIsolationCase
{
    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => new Dictionary<string, string>
    {
        ["jobs"] = $"{await owner.Host.Services.GetRequiredService<JobQueue>().EnqueueAsync(new NewJob("test.waits", owner.UserId, ""), default):N}",
    };

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => new Dictionary<string, string>
    {
        ["jobs"] = $"{await owner.Host.Services.GetRequiredService<JobQueue>().EnqueueAsync(new NewJob("test.waits", owner.UserId, mark), default):N}",
    };
}
