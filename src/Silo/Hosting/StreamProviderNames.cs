namespace EmailAgent.Silo.Hosting;

/// <summary>The stream providers of the engine, the same on both.</summary>
internal static class StreamProviderNames
{
    public const string Events = "events";
}
