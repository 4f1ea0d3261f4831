using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>An independent reading of the same messages: Python's email package.</summary>
internal static class PythonOracle
{
    /// <summary>One JSON object for each file; null where there is no Python.</summary>
    public static async Task<List<JsonElement>?> ReadAsync(IEnumerable<string> files, [CallerFilePath] string caller = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(caller)!, "oracle.py");
        var start = new ProcessStartInfo("python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            foreach (var file in files)
                await process.StandardInput.WriteLineAsync(file);
            process.StandardInput.Close();
            var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync();
            return lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        }
    }
}
