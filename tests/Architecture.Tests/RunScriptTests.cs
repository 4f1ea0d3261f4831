using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>What <c>./run</c> refuses before it creates anything.</summary>
public sealed class RunScriptTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("80 80")]
    [InlineData("[::]:80")]
    public async Task Port_ThatIsNone_IsRefusedInOneLine(string port)
    {
        var data = Directory.CreateTempSubdirectory("emailagent-run-").FullName;
        Directory.Delete(data);

        Assert.Equal((1, $"PORT must be a number from 1 to 65535, not \"{port}\".\n"), await RunAsync(port, data));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Port_InUse_IsReportedBeforeTheDatabaseIsMade()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (port, data) = (((IPEndPoint)other.LocalEndpoint).Port, Directory.CreateTempSubdirectory("emailagent-run-").FullName);

        Assert.Equal((1, $"Port {port} on 127.0.0.1 is in use. Choose another: PORT=8081 ./run\n"), await RunAsync($"{port}", data));
        Assert.False(Directory.Exists(Path.Combine(data, "postgres")));
        Directory.Delete(data, recursive: true);
    }

    private static async Task<(int Code, string Error)> RunAsync(string port, string data)
    {
        using var run = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "run")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PORT"] = port, ["DATA_DIR"] = data },
        })!;
        var output = run.StandardOutput.ReadToEndAsync();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, await output + error);
    }
}
