using Microsoft.Extensions.Hosting;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The silo that the Api calls: with this engine it is a part of the Api's own host.</summary>
public static class SiloHost
{
    public static Task<IHost?> StartAsync(string connectionString, Action<IHostApplicationBuilder> prepare, Action<IHostApplicationBuilder> complete) =>
        Task.FromResult<IHost?>(null);
}
