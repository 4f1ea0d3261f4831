using EmailAgent.Providers;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Push;

/// <summary>
/// A service that looks up the recipients of a push without recipients at start, before the first real push. The code and the connection to
/// the database are ready then; otherwise some hundred pushes a second would wait behind the first.
/// </summary>
internal sealed class PushWarmUp(IEnumerable<IPushSource> sources, NotificationStore notifications) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            await notifications.InsertAsync(source.Provider, "", "", "", cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
