namespace EmailAgent.Intelligence.Words;

/// <summary>The form of letters in which words are compared: lower case, without the diacritics of European languages.</summary>
internal static class LetterFolding
{
    /// <summary>Returns the folded letter; what has no folded form is returned in lower case.</summary>
    public static char Fold(char letter)
    {
        if (letter < 128)
            return letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;

        var lower = char.ToLowerInvariant(letter);
        return lower switch
        {
            (>= 'à' and <= 'æ') or 'ā' or 'ă' or 'ą' => 'a',
            'ç' or 'ć' or 'č' => 'c',
            'ď' or 'đ' or 'ð' => 'd',
            (>= 'è' and <= 'ë') or 'ē' or 'ę' or 'ě' => 'e',
            'ğ' => 'g',
            (>= 'ì' and <= 'ï') or 'ī' or 'ı' => 'i',
            'ł' or 'ľ' => 'l',
            'ñ' or 'ń' or 'ň' => 'n',
            (>= 'ò' and <= 'ö') or 'ø' or 'ō' or 'ő' or 'œ' => 'o',
            'ř' => 'r',
            'ß' or 'ś' or 'š' or 'ş' => 's',
            'ť' or 'ţ' => 't',
            (>= 'ù' and <= 'ü') or 'ū' or 'ů' or 'ű' => 'u',
            'ý' or 'ÿ' => 'y',
            'ź' or 'ż' or 'ž' => 'z',
            _ => lower,
        };
    }

    /// <summary>Returns a word with all of its letters folded.</summary>
    public static string Fold(string word) => string.Create(word.Length, word, static (folded, source) =>
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Fold(source[i]);
    });
}
