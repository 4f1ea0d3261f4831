using System.Diagnostics;
using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>
/// Ends processes of the product that the test process has left behind, for example after SIGKILL. A small shell in a separate
/// session detects the end by the end of its input.
/// </summary>
internal static class ProductGuard
{
    // A process id can belong to another program by then.
    private const string Script = """
        pids=
        while read -r pid; do pids="$pids $pid"; done
        for pid in $pids; do
            if grep -qs EmailAgent "/proc/$pid/cmdline"; then kill -s KILL "$pid"; fi
        done
        """;

    private static readonly Lazy<Process> Shell = new(Start);

    /// <summary>Ends the process after the test process, unless it has ended by then.</summary>
    public static void Watch(Process process)
    {
        lock (Shell)
        {
            Shell.Value.StandardInput.WriteLine(process.Id.ToString(CultureInfo.InvariantCulture));
            Shell.Value.StandardInput.Flush();
        }
    }

    private static Process Start() => Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script])
    {
        RedirectStandardInput = true,
        WorkingDirectory = Path.GetTempPath(),
    }) ?? throw new InvalidOperationException("setsid did not start.");
}
