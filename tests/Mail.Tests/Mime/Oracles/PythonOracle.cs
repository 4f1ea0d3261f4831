using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>An independent reading of the same messages: Python's email package.</summary>
internal static class PythonOracle
{
    /// <summary>Why tests that need it are skipped, or null when it is there.</summary>
    public static string? Missing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "python3"))) ? null : "Python: not found (apt-get install python3)";

    /// <summary>What a script beside this file prints: one JSON object for each file.</summary>
    public static async Task<List<JsonElement>> ReadAsync(string name, IEnumerable<string> files, [CallerFilePath] string caller = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(caller)!, name);
        var start = new ProcessStartInfo("python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var file in files)
            await process.StandardInput.WriteLineAsync(file);
        process.StandardInput.Close();
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
