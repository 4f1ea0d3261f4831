using EmailAgent.Grains;
using Orleans.Runtime.Messaging;

namespace EmailAgent.Api.Problems;

/// <summary>Recognizes exceptions of grain calls that are the installation's problem, not the request's, and pass by themselves.</summary>
internal static class SiloFailures
{
    public static bool IsUnavailable(Exception failure) => failure
        is SiloUnavailableException or OrleansMessageRejectionException or GatewayTooBusyException or ConnectionFailedException or DatabaseUnavailableException;
}
