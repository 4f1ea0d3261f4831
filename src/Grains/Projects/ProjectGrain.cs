using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Projects;

internal sealed class ProjectGrain(ProjectWatch watch, EventAnnouncer announcer) : Grain, IProjectGrain, IRemindable
{
    private const string Check = "check";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    // The first check is soon after a change, which can have made the project due.
    public Task WatchAsync() => this.RegisterOrUpdateReminder(Check, Soon, Period);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var id = ProjectId.Parse(this.GetPrimaryKeyString());
        var hasNews = await watch.CheckAsync(id, CancellationToken.None);
        if (hasNews == true)
            await announcer.AnnounceAsync(id.UserId);
        if (hasNews is null && await this.GetReminder(Check) is { } reminder)
            await this.UnregisterReminder(reminder);
    }
}
