namespace EmailAgent.Testing;

/// <summary>Programs of npm that check an OpenAPI document and make a TypeScript client of it, in a folder of their own.</summary>
public sealed class OpenApiTools : IDisposable
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "openapi", "node_modules");
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "Testing", "OpenApi", "Node");

    private readonly string _folder = Directory.CreateTempSubdirectory("emailagent-openapi-").FullName;

    private OpenApiTools()
    {
        foreach (var script in Directory.EnumerateFiles(Scripts).Where(file => !Path.GetFileName(file).StartsWith("package", StringComparison.Ordinal)))
        {
            File.Copy(script, Path.Combine(_folder, Path.GetFileName(script)));
        }

        // Modules are looked up next to the script that imports them.
        File.CreateSymbolicLink(Path.Combine(_folder, "node_modules"), Packages);
    }

    /// <summary>Gets the reason for skipping tests with the tools; null if they are installed.</summary>
    public static string? Missing => EmulateServer.Missing // whose Node.js is new enough
        ?? (Directory.Exists(Path.Combine(Packages, "openapi-typescript")) ? null : "@redocly/openapi-core, openapi-typescript: not installed (./test runs npm ci)");

    /// <param name="document">The OpenAPI document, as the server sends it.</param>
    public static async Task<OpenApiTools> CreateAsync(ReadOnlyMemory<byte> document)
    {
        var tools = new OpenApiTools();
        await File.WriteAllBytesAsync(Path.Combine(tools._folder, "v1.json"), document);
        return tools;
    }

    /// <summary>Checks the document by the rules in <c>lint.mjs</c>; each problem is a line of the output.</summary>
    public Task<CommandResult> LintAsync() => NodeAsync(InFolder("lint.mjs"), InFolder("v1.json"));

    /// <summary>Makes types of the document, compiles <c>tour.mts</c> with them, and runs it.</summary>
    /// <param name="arguments">Those of the tour.</param>
    public async Task<CommandResult> TourAsync(params string[] arguments)
    {
        var types = await NodeAsync(Path.Combine(Packages, "openapi-typescript", "bin", "cli.js"), InFolder("v1.json"), "-o", InFolder("api.d.ts"));
        if (types.ExitCode != 0)
        {
            return types;
        }

        var compiled = await NodeAsync(Path.Combine(Packages, "typescript", "bin", "tsc"), "-p", InFolder("tsconfig.json"));
        return compiled.ExitCode != 0 ? compiled : await NodeAsync([InFolder("tour.mjs"), .. arguments]);
    }

    /// <summary>Makes the types of the web UI as its <c>npm run types</c> does.</summary>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public async Task<string> WebTypesAsync()
    {
        File.Copy(Path.Combine(Repository.Root, "src", "Web", "tools", "types.mjs"), InFolder("types.mjs"));
        var result = await NodeAsync(InFolder("types.mjs"), InFolder("v1.json"), InFolder("schema.d.ts"));
        return result.ExitCode == 0
            ? await File.ReadAllTextAsync(InFolder("schema.d.ts"))
            : throw new InvalidOperationException($"types.mjs failed: {result.Output}\n{result.Error}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<CommandResult> NodeAsync(params string[] arguments) => Command.RunAsync([EmulateServer.Node, .. arguments]);

    private string InFolder(string file) => Path.Combine(_folder, file);
}
