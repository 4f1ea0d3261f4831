namespace EmailAgent.Architecture.Tests;

/// <summary>A test that needs shellcheck; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellcheckFactAttribute : FactAttribute
{
    public const string Program = "/usr/bin/shellcheck";

    public ShellcheckFactAttribute() => Skip = File.Exists(Program) ? null : "shellcheck: not found (apt-get install shellcheck)";
}
