namespace EmailAgent.Testing;

/// <summary>Result of a finished command.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
