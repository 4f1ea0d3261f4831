using System.Collections.Concurrent;

namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>What grains noted for the tests, by a name that only one test uses.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Entries = new();

    public static void Add(string name, string entry) => Entries.GetOrAdd(name, _ => new()).Enqueue(entry);

    public static string[] Of(string name) => Entries.TryGetValue(name, out var entries) ? [.. entries] : [];
}
