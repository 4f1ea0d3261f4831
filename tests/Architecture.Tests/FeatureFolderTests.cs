namespace EmailAgent.Architecture.Tests;

/// <summary>A feature has the same word in each layer, so that its name finds all of it.</summary>
public sealed class FeatureFolderTests
{
    private static readonly string[] Layers = ["src/Grains.Abstractions", "src/Grains", "src/Api", "tests/Api.Tests"];

    /// <summary>Folders that are not in all layers, each with its reason.</summary>
    private static readonly Dictionary<string, string> Partial = new(StringComparer.Ordinal)
    {
        ["Answers"] = "the front end: memory of large answers",
        ["Hosting"] = "the front end: its composition",
        ["Http"] = "the front end: rules for all requests",
        ["Json"] = "the front end: bodies and answers",
        ["OpenApi"] = "the front end: the document",
        ["Parameters"] = "the front end: queries",
        ["Problems"] = "the front end: refusals",
        ["Web"] = "the front end: the files of src/Web",
        ["Logging"] = "for all features: failures that repeat",
        ["Recurring"] = "for all features: work that no user asks for",
        ["Secrets"] = "for all features: encryption of columns",
        ["Blobs"] = "for all features: contents outside of the database",
        ["Erasure"] = "the end of an account, which Identity begins",
        ["Lockout"] = "the waits of Identity",
        ["Notices"] = "the mails of Identity, Organizations and Webhooks",
        ["SecondFactor"] = "the second factor of Identity",
        ["Quota"] = "calls to providers, which no caller sees",
        ["Models"] = "requests to a language model, which steps and features make",
        ["Threads"] = "how Mail finds the thread of a message",
        ["Sync"] = "its contract is that of the mailbox, in Connections",
    };

    [Fact]
    public void Features_AllOfThem_AreFoldersOfTheSameNameInEachLayer()
    {
        var incomplete = Words().Where(word => word.Value.Count < Layers.Length && !Partial.ContainsKey(word.Key))
            .Select(word => $"{word.Key} is in {string.Join(", ", word.Value)} only.");

        Assert.Empty(incomplete);
    }

    [Fact]
    public void Exceptions_AllOfThem_AreStillNeeded()
    {
        var words = Words();

        Assert.DoesNotContain(Partial.Keys, word => !words.TryGetValue(word, out var layers) || layers.Count == Layers.Length);
    }

    private static Dictionary<string, HashSet<string>> Words() => SourceFile.All(".cs")
        .SelectMany(file => Layers.Where(file.IsBelow).Select(layer => (Layer: layer, Steps: file.Path[(layer.Length + 1)..].Split('/'))))
        .Where(found => found.Steps.Length > 1)
        .GroupBy(found => found.Steps[0], found => found.Layer)
        .ToDictionary(word => word.Key, word => word.ToHashSet());
}
