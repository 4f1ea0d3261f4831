using EmailAgent.Grains.Connections;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Api.Connections;

/// <summary>The state of connections by provider.</summary>
internal static class ProviderStatus
{
    private const string Connected = "connected";

    public static Dictionary<string, ProviderStatusAnswer> Summarize(IReadOnlyList<ProviderInfo> providers, IReadOnlyList<Connection> connections)
    {
        var answer = providers.ToDictionary(provider => provider.Id, _ => new ProviderStatusAnswer(Connected: false, null, null, null));
        foreach (var provider in connections.GroupBy(connection => connection.Provider))
        {
            var failing = provider.FirstOrDefault(connection => connection.Status != Connected);
            var shown = failing ?? provider.First();
            answer[provider.Key] = new ProviderStatusAnswer(failing is null, shown.Email, shown.LastSync, shown.Error);
        }

        return answer;
    }
}
