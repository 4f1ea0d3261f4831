using System.Text.Json;

namespace EmailAgent.Testing;

/// <summary>The npm packages standardwebhooks and svix, which verify signatures of deliveries.</summary>
public static class WebhookVerifiers
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "webhooks", "node_modules");
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "Testing", "Webhooks", "Node", "verify.cjs");

    /// <summary>Gets the reason for skipping tests with the packages; null if they are installed.</summary>
    public static string? Missing => EmulateServer.Missing // whose Node.js is new enough
        ?? (Directory.Exists(Path.Combine(Packages, "svix")) ? null : "standardwebhooks, svix: not installed (./test runs npm ci)");

    /// <summary>Returns which deliveries each package accepts now, in their order.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<bool>>> VerifyAsync(string secret, IReadOnlyList<SignedDelivery> deliveries)
    {
        var folder = Directory.CreateTempSubdirectory("emailagent-webhooks-").FullName;
        try
        {
            // Modules are looked up next to the script that requires them.
            File.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Packages);
            var script = Path.Combine(folder, "verify.cjs");
            File.Copy(Script, script);
            var input = JsonSerializer.SerializeToUtf8Bytes(new { secret, deliveries }, JsonSerializerOptions.Web);
            var result = await Command.RunAsync([EmulateServer.Node, script], input);
            return result.ExitCode == 0
                ? JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<bool>>>(result.Output)!
                : throw new InvalidOperationException($"verify.cjs failed: {result.Output}\n{result.Error}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
