using System.Collections.Concurrent;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Discovery.Guesses;

namespace EmailAgent.Providers.Tests.Discovery;

/// <summary>Servers that answer because a test says that they exist.</summary>
internal sealed class ScriptedProbe : IServerProbe
{
    private readonly ConcurrentQueue<ServerAddress> _tried = new();

    /// <summary>The names and ports of the servers, such as <c>imap.example.org:993</c>.</summary>
    public HashSet<string> Servers { get; } = [];

    public IReadOnlyList<ServerAddress> Tried => [.. _tried];

    public Task<bool> AnswersAsync(MailProtocol protocol, ServerAddress address, CancellationToken cancellationToken)
    {
        _tried.Enqueue(address);
        return Task.FromResult(Servers.Contains($"{address.Host}:{address.Port}"));
    }
}
