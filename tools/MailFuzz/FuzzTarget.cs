namespace EmailAgent.MailFuzz;

/// <summary>A parser to be fed.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Run">Feeds it; throws only for a defect of the parser.</param>
/// <param name="Seeds">Inputs to damage.</param>
/// <param name="Tokens">Pieces of its language to strew in.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Tokens);
