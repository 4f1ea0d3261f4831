using System.Diagnostics;

namespace EmailAgent.Testing;

internal static class Command
{
    /// <summary>Runs a command to its end in the temporary folder and collects what it writes.</summary>
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> command, ReadOnlyMemory<byte>? input = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is { } bytes)
            await process.StandardInput.BaseStream.WriteAsync(bytes);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
