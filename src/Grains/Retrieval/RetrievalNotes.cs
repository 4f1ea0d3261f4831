using System.Globalization;
using EmailAgent.Grains.Search;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Sentences about what an answer could not consider.</summary>
internal static class RetrievalNotes
{
    /// <summary>Returns a sentence if only a part of the copied mail has vectors; else null.</summary>
    public static string? OfCoverage(SearchCoverage vectors, SearchCoverage copied) => vectors.Indexed >= copied.Indexed
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{vectors.Indexed} of {copied.Indexed} messages can be compared by meaning so far, the newest first.");
}
