using System.Diagnostics;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>The rules of shellcheck for the scripts of the repository.</summary>
public sealed class ShellScriptTests
{
    [ShellcheckFact]
    public async Task Scripts_ReadByShellcheck_HaveNoFindings()
    {
        string[] scripts = ["run", "test", ".ci/run", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "scripts"), "*.sh")];
        using var shellcheck = Process.Start(new ProcessStartInfo(ShellcheckFactAttribute.Program, scripts)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        })!;

        Assert.Empty(await shellcheck.StandardOutput.ReadToEndAsync());
        await shellcheck.WaitForExitAsync();
        Assert.Equal(0, shellcheck.ExitCode);
    }
}
