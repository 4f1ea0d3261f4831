using System.Text;
using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Grains.Retrieval;

/// <summary>The text of a message that a model reads: subject and sender, then what the author wrote, without quoted mail.</summary>
internal static class EmbeddedText
{
    private const int MostCharacters = 4000;

    public static string Of(string subject, string sender, string text)
    {
        var embedded = new StringBuilder(subject).Append('\n').Append(sender).Append('\n');
        foreach (var passage in PassageCutter.Cut(text))
        {
            if (embedded.Length > MostCharacters)
                break;
            embedded.Append(text, passage.Start, passage.Length).Append('\n');
        }

        return embedded.ToString();
    }
}
