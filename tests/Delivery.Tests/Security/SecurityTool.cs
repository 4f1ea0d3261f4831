using System.Diagnostics;

namespace EmailAgent.Delivery.Tests.Security;

/// <summary>Programs of others that sign, verify, encrypt and decrypt: OpenSSL and GnuPG, in a folder of their own.</summary>
public sealed class SecurityTool : IDisposable
{
    public const string OpenSsl = "/usr/bin/openssl";
    public const string Gpg = "/usr/bin/gpg";

    public string Folder { get; } = Directory.CreateTempSubdirectory("mail-keys").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async Task<byte[]> WriteAsync(string name, byte[] content)
    {
        await File.WriteAllBytesAsync(PathOf(name), content);
        return content;
    }

    public Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(PathOf(name));

    /// <summary>Runs a program in the folder.</summary>
    /// <returns>Its standard output; throws if it fails.</returns>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var all = program == Gpg ? ["--homedir", Folder, "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", "", .. arguments] : arguments;
        using var process = Process.Start(new ProcessStartInfo(program, all)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await error}{await output}");
    }

    /// <summary>Ends the agent of GnuPG, and removes the folder.</summary>
    public void Dispose()
    {
        if (File.Exists(Gpg))
        {
            using var agent = Process.Start(new ProcessStartInfo("gpgconf", ["--homedir", Folder, "--kill", "all"]) { RedirectStandardError = true });
            agent?.WaitForExit();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
