using System.Diagnostics;

namespace EmailAgent.Silo.Tests.Cluster;

/// <summary>A silo in a process of its own; ends with this process at the latest.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<SiloProcess> StartAsync(string connectionString, SiloMode mode)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SiloProcess).Assembly.Location, connectionString, mode.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var silo = new SiloProcess(Process.Start(start)!);
        if (await silo._process.StandardOutput.ReadLineAsync() != SiloProgram.Ready)
        {
            silo.Dispose();
            throw new InvalidOperationException("The silo did not start.");
        }
        return silo;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
