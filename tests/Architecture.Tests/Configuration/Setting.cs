namespace EmailAgent.Architecture.Tests.Configuration;

/// <param name="Variable">The environment variable.</param>
/// <param name="Default">In Markdown.</param>
/// <param name="Meaning">In Markdown.</param>
internal sealed record Setting(string Variable, string Default, string Meaning);
