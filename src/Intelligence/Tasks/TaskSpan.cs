using System.Security.Cryptography;
using System.Text;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Tasks;

/// <summary>
/// The identity of a sentence in its message: a hash of its letters and digits. It stays the same if a new version of the analysis cuts sentences
/// differently at spaces, or moves them.
/// </summary>
internal static class TaskSpan
{
    private const int Bytes = 16;

    /// <summary>Returns the identity, in hexadecimal digits.</summary>
    public static string Of(string quote) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(quote))).AsSpan(0, Bytes));

    /// <summary>Returns the words of a text in folded letters, with one space between any two, and before and after them.</summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        var normal = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                normal.Append(LetterFolding.Fold(letter));
            else if (normal[^1] != ' ' && letter is not (>= '\u0300' and <= '\u036f'))
                normal.Append(' ');
        }

        return normal[^1] == ' ' ? normal.ToString() : normal.Append(' ').ToString();
    }
}
