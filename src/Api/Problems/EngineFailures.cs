namespace EmailAgent.Api.Problems;

/// <summary>Which exceptions of a grain call mean that the silo, not the request, is the problem.</summary>
internal static class EngineFailures
{
    // By name where the type exists in one engine only.
    private static readonly string[] Unavailable = ["SiloUnavailableException", "OrleansMessageRejectionException", "GatewayTooBusyException", "ConnectionFailedException"];

    public static bool IsUnavailable(Exception failure) =>
        failure is System.Data.Common.DbException { IsTransient: true } || Unavailable.Contains(failure.GetType().Name, StringComparer.Ordinal);
}
