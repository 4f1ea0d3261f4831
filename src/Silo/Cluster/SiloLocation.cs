namespace EmailAgent.Silo.Cluster;

/// <summary>Location of the grains as seen from an API.</summary>
internal enum SiloLocation
{
    /// <summary>The API's process, which is then the whole installation.</summary>
    InProcess,

    /// <summary>The silos of a cluster, which are separate processes.</summary>
    External,
}
