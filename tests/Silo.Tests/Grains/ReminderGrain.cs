using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests.Grains;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private int _ticks;

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task<int> ProcessId() => Task.FromResult(Environment.ProcessId);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _ticks++;
        Journal.Add(this.GetPrimaryKeyString(), reminderName);
        return reminderName == "failing" ? throw new InvalidOperationException("reminder") : Task.CompletedTask;
    }
}
