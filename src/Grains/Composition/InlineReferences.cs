using System.Text.RegularExpressions;

namespace EmailAgent.Grains.Composition;

/// <summary>References of HTML to inline files.</summary>
internal static partial class InlineReferences
{
    /// <summary>Returns the Content-IDs after <c>cid:</c>, decoded. Each can be written into a header field.</summary>
    public static IReadOnlySet<string> Find(string? html)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match reference in References().Matches(html ?? ""))
        {
            if (Uri.UnescapeDataString(reference.Groups["id"].Value) is var id && Identifier().IsMatch(id))
                found.Add(id);
        }

        return found;
    }

    [GeneratedRegex(@"\bcid:(?<id>[A-Za-z0-9!#$%&*+\-./=?^_`{|}~@]{1,500})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex References();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&*+\-./=?^_`{|}~@]{1,500}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
