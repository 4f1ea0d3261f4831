using Xunit;

namespace EmailAgent.Testing;

/// <summary>
/// A checked-in listing of something that changes only on purpose. To announce a change: run its test with
/// EMAILAGENT_UPDATE_CONTRACTS=1, read what it wrote, and commit it.
/// </summary>
public static class Listing
{
    private const string UpdateVariable = "EMAILAGENT_UPDATE_CONTRACTS";
    private const string Extension = ".txt";

    private static bool IsUpdate => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static void AssertUnchanged(string file, string actual)
    {
        var path = Path.Combine(Repository.Root, file);
        if (IsUpdate)
            File.WriteAllText(path, actual);

        var listed = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(listed == actual, $"{file} is not true any more. If that is meant, run this test with {UpdateVariable}=1.\n{Difference(listed, actual)}");
    }

    /// <summary>Compares a folder that has one file for each feature, so that two features are added without a conflict.</summary>
    public static void AssertUnchanged(string folder, IReadOnlyDictionary<string, string> actualByFeature)
    {
        var path = Path.Combine(Repository.Root, folder);
        Directory.CreateDirectory(path);
        foreach (var (feature, actual) in actualByFeature)
            AssertUnchanged($"{folder}/{feature}{Extension}", actual);

        foreach (var file in Directory.EnumerateFiles(path, $"*{Extension}").Where(file => !actualByFeature.ContainsKey(Path.GetFileNameWithoutExtension(file))))
        {
            Assert.True(IsUpdate, $"{file} lists a feature that does not exist.");
            File.Delete(file);
        }
    }

    private static string Difference(string listed, string actual)
    {
        var (before, after) = (listed.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}
