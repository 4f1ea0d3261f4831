namespace EmailAgent.Intelligence.Retrieval;

/// <summary>The weights of words by their rarity among passages. A word that is in none weighs most, so that passages without it support less.</summary>
internal sealed class TermWeights
{
    private readonly Dictionary<string, double> _weights;

    /// <param name="terms">The words to weigh.</param>
    /// <param name="passages">The words of each passage.</param>
    public TermWeights(IReadOnlyList<string> terms, IReadOnlyCollection<IReadOnlySet<string>> passages)
    {
        _weights = terms.ToDictionary(term => term, term =>
        {
            var count = passages.Count(passage => passage.Contains(term));
            return Math.Log(1 + ((passages.Count - count + 0.5) / (count + 0.5)));
        });
        Total = _weights.Values.Sum();
    }

    /// <summary>Gets the sum of all weights.</summary>
    public double Total { get; }

    /// <summary>Returns the sum of the weights of the words that meet a condition, as a part of the total; 0 if there are none.</summary>
    public double Share(Func<string, bool> includes) => Total == 0 ? 0 : _weights.Where(pair => includes(pair.Key)).Sum(pair => pair.Value) / Total;
}
