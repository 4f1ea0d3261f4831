namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A passage of a message, scored for a question.</summary>
/// <param name="Stems">The words of the passage.</param>
/// <param name="Score">The score that ranks it among others; higher is better.</param>
/// <param name="Support">The part of the question that it covers, from 0 to 1, with the subject and the sender of its message.</param>
internal sealed record ScoredPassage(AnswerSource Source, Passage Passage, IReadOnlySet<string> Stems, double Score, double Support)
{
    public string Quote => Source.Text.Substring(Passage.Start, Passage.Length);
}
