namespace EmailAgent.Testing;

/// <summary>The silos beside an Api: with this engine none, since the Api's process is one.</summary>
internal static class SiloProcesses
{
    public static IReadOnlyList<ProductProcess> Create(int count, IReadOnlyDictionary<string, string> settings) => [];
}
