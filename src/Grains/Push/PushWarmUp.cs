using EmailAgent.Providers;
using EmailAgent.Storage.Push;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Push;

/// <summary>
/// Looks up at the start, before the first push can come, which mailboxes one is for: none. The code and the connection to the database
/// are ready then, while some hundred pushes a second would wait behind the first.
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
