namespace EmailAgent.Intelligence.Projects;

/// <summary>Threads that belong together so far.</summary>
/// <param name="projectId">The project that they belong to; null for threads that are no project yet.</param>
internal sealed class ThreadCluster(Guid? projectId)
{
    private readonly Dictionary<string, double> _terms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private double _length;

    public Guid? ProjectId => projectId;

    /// <summary>Gets the threads that were not in the project before, oldest first.</summary>
    public List<LinkedThread> Joined { get; } = [];

    /// <summary>Gets the subjects of all threads, oldest first.</summary>
    public List<string> Subjects { get; } = [];

    public IReadOnlyDictionary<string, double> Terms => _terms;

    /// <summary>Adds a thread.</summary>
    /// <param name="reasons">The reasons for which it joins; null if it is in the project already.</param>
    public void Add(ThreadFacts thread, IReadOnlyDictionary<string, double> terms, IReadOnlyList<ProjectReason>? reasons)
    {
        foreach (var (term, weight) in terms)
            _terms[term] = _terms.GetValueOrDefault(term) + weight;
        _length = Math.Sqrt(_terms.Values.Sum(weight => weight * weight));
        _people.UnionWith(thread.People);
        _subjects.UnionWith(ThreadTerms.OfSubject(thread.Subject));
        Subjects.Add(thread.Subject);
        if (reasons is not null)
            Joined.Add(new LinkedThread(thread.ThreadId, reasons));
    }

    /// <summary>Returns the similarity of a thread with the threads, 0 to 1.</summary>
    public double Compare(ThreadFacts thread, IReadOnlyDictionary<string, double> terms, double peopleWeight)
    {
        var product = terms.Sum(term => term.Value * _terms.GetValueOrDefault(term.Key));
        var people = thread.People.Count == 0 ? 0 : thread.People.Count(_people.Contains) / (double)thread.People.Count;
        return _length == 0 ? 0 : (product / _length * (1 - peopleWeight)) + (people * peopleWeight);
    }

    /// <summary>Returns what a thread has in common with the threads; empty if that is not enough to belong to them.</summary>
    public IReadOnlyList<ProjectReason> Explain(ThreadFacts thread, IReadOnlyDictionary<string, double> terms)
    {
        const int MostNamed = 3;
        var ordered = terms.Where(term => _terms.ContainsKey(term.Key)).OrderByDescending(term => term.Value * _terms[term.Key]).ThenBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Key).ToList();
        var subject = ThreadTerms.OfSubject(thread.Subject);
        var named = ordered.Where(term => subject.Contains(term) && _subjects.Contains(term)).Take(MostNamed).ToList();
        var words = ordered.Except(named, StringComparer.Ordinal).Take(MostNamed).ToList();
        // One word in common is chance, unless it is of both subjects.
        if (named.Count == 0 && ordered.Count < MostNamed)
            return [];
        var reasons = new List<ProjectReason>();
        if (named.Count > 0)
            reasons.Add(new ProjectReason("subject", $"The subject has words of the project: {Spell(named)}."));
        if (words.Count > 0)
            reasons.Add(new ProjectReason("words", $"The text has rare words of the project: {Spell(words)}."));
        if (thread.People.Where(_people.Contains).Take(MostNamed).ToList() is { Count: > 0 } people)
            reasons.Add(new ProjectReason("people", $"People of the project take part: {string.Join(", ", people)}."));
        return reasons;

        string Spell(IEnumerable<string> stems) => string.Join(", ", stems.Select(stem => ThreadTerms.Spelling(thread, stem)));
    }
}
