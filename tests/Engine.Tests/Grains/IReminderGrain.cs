namespace EmailAgent.Engine.Tests.Grains;

/// <summary>Notes its reminders' ticks in the journal under its key.</summary>
public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task<List<string>> Names();
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Register();
}
