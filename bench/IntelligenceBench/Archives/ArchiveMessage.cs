using EmailAgent.Intelligence;

namespace EmailAgent.IntelligenceBench.Archives;

/// <summary>A message of a public archive.</summary>
/// <param name="Id">The Message-ID.</param>
/// <param name="Ancestors">The messages that it answers, the nearest first.</param>
/// <param name="List">The name of the list.</param>
/// <param name="Folder">The folder of the file.</param>
internal sealed record ArchiveMessage(AnalyzedMessage Message, string Id, IReadOnlyList<string> Ancestors, string List, string Folder);
