namespace EmailAgent.Silo;

/// <summary>Whether a silo is alone on its database.</summary>
public enum SiloMode
{
    /// <summary>The silo is the whole installation: nothing else may work on the database, and no other process may call it.</summary>
    Standalone,

    /// <summary>The silo is one of a cluster, and APIs are processes of their own.</summary>
    Clustered,
}
