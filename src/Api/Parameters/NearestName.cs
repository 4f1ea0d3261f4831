namespace EmailAgent.Api.Parameters;

/// <summary>Finds the known name that a caller probably meant.</summary>
internal static class NearestName
{
    // Longer names are no typing errors, and comparing them would cost.
    private const int MaxLength = 40;

    /// <returns>Null when no known name resembles the given one.</returns>
    public static string? Find(string given, IEnumerable<string> known)
    {
        var wanted = Normalize(given);
        if (wanted.Length is 0 or > MaxLength)
        {
            return null;
        }

        var (name, distance) = known
            .Select(candidate => (Name: candidate, Distance: Distance(wanted, Normalize(candidate))))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return name is not null && distance <= Math.Max(1, Math.Max(wanted.Length, name.Length) / 2) ? name : null;
    }

    // Case and word separators are what callers get wrong most: isRead, is-read.
    private static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Counts the letters to insert, remove, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            distances[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            distances[0, j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }

        return distances[from.Length, to.Length];
    }
}
