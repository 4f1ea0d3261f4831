using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>
/// The checked-in table of what each operation answers to whom. A new operation needs a line: run its test with
/// EMAILAGENT_UPDATE_ACCESS=1, read what it wrote, and commit it.
/// </summary>
internal static class AccessTable
{
    private const string File = "tests/Api.Tests/OpenApi/access-table.txt";
    private const string UpdateVariable = "EMAILAGENT_UPDATE_ACCESS";

    private const string Heading = """
        # What each operation answers: to nobody, to another user with the owner's ids, to an administrator with them, and to an API key of the
        # owner's with all scopes but the one that is needed (which its 403 names). A dash: no id in the path, or no permission needed.
        """;

    public static void AssertUnchanged(IReadOnlyList<string> lines)
    {
        var path = Path.Combine(Repository.Root, File);
        var actual = $"{Heading}\n{string.Join('\n', lines)}\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            System.IO.File.WriteAllText(path, actual);
        var listed = System.IO.File.ReadAllText(path);
        Assert.True(listed == actual, $"{File} is not true any more. If that is meant, run this test with {UpdateVariable}=1.\n{Difference(listed, actual)}");
    }

    private static string Difference(string listed, string actual)
    {
        var (before, after) = (listed.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}
