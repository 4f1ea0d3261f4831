using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Audit;

/// <summary>Loads the key of the audit log at the start: a process that does not have the right one does not start.</summary>
internal sealed class AuditKeyCheck(AuditKeys keys) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => keys.LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
