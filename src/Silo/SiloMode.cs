namespace EmailAgent.Silo;

/// <summary>Relation of a silo to other silos on its database.</summary>
public enum SiloMode
{
    /// <summary>The silo is the whole installation: no other process is allowed to use the database or to call the silo.</summary>
    Standalone,

    /// <summary>The silo is one of a cluster, and APIs are processes of their own.</summary>
    Clustered,
}
