using System.Reflection;

namespace Orleans.Embedded.Hosting;

/// <summary>Settings of the embedded engine.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>The PostgreSQL database for reminders, grain state and the lock that keeps a second process out. Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where grain classes are looked for.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>The names under which <c>GetStreamProvider</c> finds streams.</summary>
    public IList<string> StreamProviders { get; } = [];

    /// <summary>How long a caller waits before it gets a <see cref="TimeoutException"/>. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may be idle before it is deactivated. Default: 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long constructor, state and <c>OnActivateAsync</c> may take together. Default: 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>OnDeactivateAsync</c> may take. Default: 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the start waits for another process on the same database to go away before it fails; covers the moment
    /// between the death of a process and PostgreSQL's noticing. Default: 5 seconds.
    /// </summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
