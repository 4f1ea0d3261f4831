namespace EmailAgent.Silo.Tests.Grains;

/// <summary>Notes its reminders' ticks in the journal under its key.</summary>
public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task<List<string>> Names();

    /// <summary>How often reminders have ticked since the activation.</summary>
    Task<int> Ticks();

    /// <summary>The id of the process that the grain is in.</summary>
    Task<int> ProcessId();
}
