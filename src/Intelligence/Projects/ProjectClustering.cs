namespace EmailAgent.Intelligence.Projects;

/// <summary>
/// Finds threads that belong together, by their subjects, rare words and people. Incremental: threads of a project stay in it, others join projects or form new ones. Pure,
/// and the same for the same threads in any order.
/// </summary>
internal static class ProjectClustering
{
    // Below it, threads share words by chance. Chosen by hand.
    private const double LeastSimilarity = 0.34;
    private const double PeopleWeight = 0.25;
    private const int LeastThreads = 3;
    private const int LongestName = 80;

    /// <summary>Returns the projects that have new threads, and new projects.</summary>
    public static IReadOnlyList<FoundProject> Find(IReadOnlyList<ThreadFacts> threads)
    {
        var terms = new ThreadTerms(threads);
        var clusters = new List<ThreadCluster>();
        var byTerm = new Dictionary<string, List<ThreadCluster>>(StringComparer.Ordinal);
        var ordered = threads.OrderBy(thread => thread.FirstDate).ThenBy(thread => thread.ThreadId).ToList();
        foreach (var project in ordered.Where(thread => thread.ProjectId is not null).GroupBy(thread => thread.ProjectId))
        {
            var known = new ThreadCluster(project.Key);
            clusters.Add(known);
            foreach (var thread in project)
                Add(known, thread, terms.Of(thread), reasons: null, byTerm);
        }

        foreach (var thread in ordered.Where(thread => thread.ProjectId is null))
        {
            var own = terms.Of(thread);
            if (own.Count == 0)
                continue;
            var (cluster, reasons) = Choose(thread, own, byTerm);
            if (cluster is null)
            {
                cluster = new ThreadCluster(projectId: null);
                clusters.Add(cluster);
            }

            Add(cluster, thread, own, reasons, byTerm);
        }

        return
        [
            .. clusters
                .Where(cluster => cluster.Joined.Count >= (cluster.ProjectId is null ? LeastThreads : 1))
                .Select(cluster => new FoundProject(cluster.ProjectId, Name(cluster.Subjects), cluster.Joined)),
        ];
    }

    private static (ThreadCluster? Cluster, IReadOnlyList<ProjectReason> Reasons) Choose(
        ThreadFacts thread, Dictionary<string, double> terms, Dictionary<string, List<ThreadCluster>> byTerm)
    {
        var (best, similarity, reasons) = ((ThreadCluster?)null, LeastSimilarity, (IReadOnlyList<ProjectReason>)[new ProjectReason("first", "It is the first thread of the project.")]);
        foreach (var candidate in terms.Keys.SelectMany(term => byTerm.GetValueOrDefault(term) ?? []).Distinct())
        {
            var compared = candidate.Compare(thread, terms, PeopleWeight);
            if (compared > similarity && candidate.Explain(thread, terms) is { Count: > 0 } explained)
                (best, similarity, reasons) = (candidate, compared, explained);
        }

        return (best, reasons);
    }

    private static void Add(
        ThreadCluster cluster, ThreadFacts thread, Dictionary<string, double> terms, IReadOnlyList<ProjectReason>? reasons, Dictionary<string, List<ThreadCluster>> byTerm)
    {
        foreach (var term in terms.Keys.Where(term => !cluster.Terms.ContainsKey(term)))
        {
            if (!byTerm.TryGetValue(term, out var having))
                byTerm.Add(term, having = []);
            having.Add(cluster);
        }

        cluster.Add(thread, terms, reasons);
    }

    /// <summary>Returns the subject whose words most of the threads have; of several the shortest.</summary>
    private static string Name(List<string> subjects)
    {
        var counts = subjects.SelectMany(ThreadTerms.OfSubject).CountBy(term => term).ToDictionary(StringComparer.Ordinal);
        var name = subjects.Select(SubjectCore.Of)
            .Where(subject => subject.Length > 0)
            .OrderByDescending(subject => ThreadTerms.OfSubject(subject).Select(term => counts[term]).DefaultIfEmpty(0).Average())
            .ThenBy(subject => subject.Length)
            .ThenBy(subject => subject, StringComparer.Ordinal)
            .FirstOrDefault("");
        return name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
    }
}
