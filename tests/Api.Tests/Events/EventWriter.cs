using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Events;

/// <summary>Appends to a user's log and announces it, as the sync does.</summary>
public sealed class EventWriter(ApiClient user)
{
    private readonly EventLog _log = user.Host.Services.GetRequiredService<EventLog>();
    private readonly IAnnouncementGrain _announcements = user.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAnnouncementGrain>(user.UserId.ToString("N"));

    /// <param name="type">The type of the events.</param>
    /// <param name="count">How many.</param>
    /// <param name="padding">Makes them this much larger.</param>
    public async Task AppendAsync(string type, int count = 1, int padding = 0)
    {
        await AppendSilentlyAsync(type, count, padding);
        await _announcements.AnnounceAsync();
    }

    /// <summary>Appends as if the announcement had been lost.</summary>
    public async Task<long> AppendSilentlyAsync(string type, int count, int padding = 0)
    {
        var filler = new string('x', padding);
        var last = await _log.AppendAsync(
            user.UserId, [.. Enumerable.Range(1, count).Select(n => new NewEvent(type, $$"""{"n":{{n}},"filler":"{{filler}}"}"""))], CancellationToken.None);
        return last!.Value;
    }
}
