using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>Header values that are not plain ASCII (RFC 2047).</summary>
internal static class HeaderText
{
    // 75 characters per encoded word, less the frame around the base64 text.
    private const int BytesPerWord = 39;

    public static string Encode(string text, string charset = "utf-8")
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return text;
        var encoding = Charset.Named(charset);
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (encoding.GetByteCount(word.ToString() + rune) > BytesPerWord)
                words.Add(Flush());
            word.Append(rune);
        }

        words.Add(Flush());
        return string.Join("\n ", words);

        string Flush()
        {
            var encoded = $"=?{charset}?B?{Convert.ToBase64String(encoding.GetBytes(word.ToString()))}?=";
            word.Clear();
            return encoded;
        }
    }
}
