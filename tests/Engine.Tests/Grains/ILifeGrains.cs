namespace EmailAgent.Engine.Tests.Grains;

/// <summary>Notes its life in the journal under its key.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Instance();

    Task<Guid> DeactivateAndHold(string checkpoint);

    Task Deactivate();

    Task Delay(TimeSpan time);

    Task<string> Greet();

    Task<string> Key();

    /// <summary>Has the grain behind the reference call back to this one.</summary>
    Task<string> AskKeyThrough(ILifeGrain other);

    Task<string> KeyOf(ILifeGrain other);
}

public interface INumberedGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

/// <summary>Fails to activate as often as <see cref="Hosting.Journal"/> has entries under its key.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task Ping();
}
