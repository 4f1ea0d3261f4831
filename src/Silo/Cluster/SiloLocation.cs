namespace EmailAgent.Silo.Cluster;

/// <summary>Where an API finds the grains.</summary>
internal enum SiloLocation
{
    /// <summary>In its own process, which then is the whole installation.</summary>
    InProcess,

    /// <summary>In the silos of a cluster, which are processes of their own.</summary>
    External,
}
