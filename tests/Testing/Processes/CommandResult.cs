namespace EmailAgent.Testing;

/// <summary>What a finished command left behind.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
