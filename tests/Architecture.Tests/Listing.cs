using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>
/// A checked-in listing of something that changes only on purpose. To announce a change: run its test with
/// EMAILAGENT_UPDATE_CONTRACTS=1 and commit the file it writes.
/// </summary>
internal static class Listing
{
    private const string UpdateVariable = "EMAILAGENT_UPDATE_CONTRACTS";

    public static void AssertUnchanged(string file, string actual)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(path, actual);

        var listed = File.ReadAllText(path);
        Assert.True(listed == actual, $"{file} is not true any more. If that is meant, run this test with {UpdateVariable}=1.\n{Difference(listed, actual)}");
    }

    private static string Difference(string listed, string actual)
    {
        var (before, after) = (listed.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}
