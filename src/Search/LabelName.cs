using System.Text;

namespace EmailAgent.Search;

/// <summary>Names of labels in the form in which they are compared: case, accents and width do not matter, and a dash stands for a space.</summary>
internal static class LabelName
{
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in TextComposer.Compose(name).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                folded.Append('-');
            else if (rune.IsBmp && LatinFolding.Fold((char)rune.Value) is ( > 0, _) letters)
                folded.Append((char)letters.First).Append(letters.Second == 0 ? "" : ((char)letters.Second).ToString());
            else if (!CharacterClasses.IsIgnorable(rune.Value))
                folded.Append(CharacterClasses.Fold(rune));
        }

        return folded.ToString();
    }
}
