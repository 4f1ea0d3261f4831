using EmailAgent.Grains.Mail;
using EmailAgent.Search;

namespace EmailAgent.Grains.Editing;

/// <summary>Paths of labels that callers give: the names of labels that exist, as their server spells them, and then names for which the rule for names holds.</summary>
internal static class LabelPath
{
    private static readonly Problem Unreadable = new(ProblemCodes.Invalid, "A name must have no control or invisible characters.", "path");

    /// <summary>Returns the path that the label gets.</summary>
    /// <param name="given">Parts separated by a slash, none of them blank.</param>
    /// <param name="labels">All labels of the mailbox.</param>
    public static Outcome<string> Read(string given, IReadOnlyList<LabelState> labels)
    {
        var (parent, name) = Split(given, labels);
        return NameText.IsReadable(name) ? parent + CanonicalText.Compose(name) : Unreadable;
    }

    /// <summary>Indicates whether two paths are the same text for readers: letters and their marks can be stored in several ways.</summary>
    public static bool AreEquivalent(string one, string other) => one == other || CanonicalText.Compose(one) == CanonicalText.Compose(other);

    // Labels created by other programs can have any name, and those below them must be possible.
    private static (string Parent, string Name) Split(string path, IReadOnlyList<LabelState> labels)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            var prefix = path[..slash];
            if ((labels.FirstOrDefault(label => label.Path == prefix) ?? labels.FirstOrDefault(label => AreEquivalent(label.Path, prefix))) is { } parent)
            {
                return (parent.Path, path[slash..]);
            }
        }

        return ("", path);
    }
}
