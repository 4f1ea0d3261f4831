namespace EmailAgent.Testing;

/// <summary>
/// The account that test servers run under: never root. A normal user runs them under the same account; root drops to <c>nobody</c>,
/// which exists on every Debian machine.
/// </summary>
internal static class ServerAccount
{
    public static string User { get; } = Environment.IsPrivilegedProcess ? "nobody" : Environment.UserName;

    /// <summary>The words to put before a command line so that it runs under this account; empty for a normal user.</summary>
    public static IReadOnlyList<string> Prefix { get; } = Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        : [];

    /// <summary>Returns the primary group's name.</summary>
    public static async Task<string> GroupAsync()
    {
        if (Environment.IsPrivilegedProcess)
            return "nogroup";
        var id = await Command.RunAsync(["id", "-gn"]);
        return id.Output.Trim();
    }

    /// <summary>Runs a command under this account.</summary>
    /// <exception cref="InvalidOperationException">It ended with a code that is not among <paramref name="expected"/> (default: 0).</exception>
    public static async Task<CommandResult> RunAsync(
        IReadOnlyList<string> command, ReadOnlyMemory<byte>? input = null, params int[] expected)
    {
        var result = await Command.RunAsync([.. Prefix, .. command], input);
        if (expected.Length == 0 ? result.ExitCode == 0 : expected.Contains(result.ExitCode))
            return result;
        throw new InvalidOperationException(
            $"{string.Join(' ', command)} failed with code {result.ExitCode}: {result.Error}{result.Output}");
    }
}
