namespace EmailAgent.Testing;

/// <summary>
/// A server whose Debian package conflicts with another: <c>./test</c> unpacks it into a folder (scripts/packages.sh,
/// <c>unpack_packages</c>), from where it runs with its own libraries.
/// </summary>
internal sealed record UnpackedPeer(string Name, string Program)
{
    /// <summary>Returns the reason for skipping tests with the server; null if it is installed.</summary>
    public string? Missing => File.Exists(Path.Combine(Unpacked, Program)) ? null : $"{Name}: not unpacked in artifacts/peers ({Reason()})";

    private string Folder => Name.ToLowerInvariant();

    private string Unpacked => Path.Combine(Repository.Root, "artifacts", "peers", Folder);

    private string Log => Path.Combine(Repository.Root, "artifacts", "logs", $"apt-{Folder}.log");

    /// <summary>Returns the folder that holds the packages' files, as if it were the root, for a server in <paramref name="serverFolder"/>.</summary>
    public async Task<string> RootAsync(string serverFolder)
    {
        if (await MayRunAsync(Path.Combine(Unpacked, Program)))
            return Unpacked;

        // The clone is closed to the server's account, as below /root, or lies on a file system from which nothing is executed.
        var copy = Path.Combine(serverFolder, "peer");
        await Command.RunAsync(["cp", "-r", Unpacked, copy]);
        await Command.RunAsync(["chmod", "-R", "go+rX", copy]);
        if (await MayRunAsync(Path.Combine(copy, Program)))
            return copy;
        throw new InvalidOperationException($"{ServerAccount.User} can execute {Name} neither in {Unpacked} nor in {copy}.");
    }

    /// <summary>Returns a line of shell that lets programs below <paramref name="root"/> find their libraries.</summary>
    public static string Libraries(string root) =>
        $"export LD_LIBRARY_PATH='{root}/usr/lib/x86_64-linux-gnu:{root}/usr/lib/aarch64-linux-gnu:{root}/usr/lib/courier-authlib:{root}/usr/lib'";

    private static async Task<bool> MayRunAsync(string program) => (await ServerAccount.RunAsync(["test", "-x", program], expected: [0, 1])).ExitCode == 0;

    private string Reason() => File.Exists(Log)
        ? File.ReadLines(Log).LastOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal)) ?? $"see {Log}"
        : "./test does it";
}
