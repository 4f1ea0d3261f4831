namespace EmailAgent.Silo.Tests.Grains;

/// <summary>Calls that end in the ways that the silo's configuration decides.</summary>
public interface ICallGrain : IGrainWithStringKey
{
    Task<string> Echo(string text);

    /// <summary>Waits for cancellation and notes in the journal that it came.</summary>
    Task WaitForCancellation(string checkpoint, CancellationToken cancellationToken);

    Task Hold(string checkpoint);

    /// <summary>Fails as the driver does when the database goes away.</summary>
    Task LoseDatabase();

    /// <summary>The id of the process that the grain is in.</summary>
    Task<int> ProcessId();

    /// <summary>The W3C id of the trace that the call is part of; null for none.</summary>
    Task<string?> ReadTrace();
}
