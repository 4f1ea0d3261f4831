using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>The silos beside an Api: with this engine processes of their own.</summary>
internal static class SiloProcesses
{
    public static IReadOnlyList<ProductProcess> Create(int count, IReadOnlyDictionary<string, string> settings) =>
        [.. Enumerable.Range(0, count).Select(_ => new ProductProcess("Silo", new Dictionary<string, string>(settings)
        {
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__SiloPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
            ["Cluster__GatewayPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
        }))];
}
