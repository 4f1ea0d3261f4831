using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmailAgent.Bench.Tests;

/// <summary>The program of a measurement, run in its own process as it is run by hand.</summary>
internal static class BenchProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(60);

    /// <summary>Runs the program and requires that it succeeds.</summary>
    /// <param name="project">The project that was built, such as <c>MimeBench</c>.</param>
    /// <param name="arguments">The arguments, separated by spaces.</param>
    /// <returns>The program's output.</returns>
    public static async Task<string> RunAsync(string project, string arguments)
    {
        var start = new ProcessStartInfo(Program(project), arguments.Split(' ')) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        var printed = await output.WaitAsync(OutputLimit);
        Assert.True(process.ExitCode == 0, $"{project} {arguments} ended with {process.ExitCode}:\n{printed}\n{await errors.WaitAsync(OutputLimit)}");
        return printed;
    }

    /// <summary>Returns the path of a program. All projects are built side by side: <c>bin/PROJECT/CONFIGURATION/</c>.</summary>
    private static string Program(string project) => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"EmailAgent.{project}"));
}
