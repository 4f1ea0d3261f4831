namespace EmailAgent.Intelligence.Words;

/// <summary>A reader of the words of a text: stretches of letters and digits. Allocates nothing.</summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    /// <summary>The length at which words are cut off; longer ones are data, not language.</summary>
    public const int LongestWord = 32;

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>Gets the position of the word in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Gets the length of the word in the text.</summary>
    public readonly int Length => _position - Start;

    /// <summary>Reads the next word with letters folded and digits as <c>0</c>.</summary>
    /// <param name="word">Receives the word; of the length <see cref="LongestWord"/>.</param>
    /// <returns>The number of characters read into it; 0 at the end of the text.</returns>
    public int Read(scoped Span<char> word)
    {
        while (_position < _text.Length && !char.IsLetterOrDigit(_text[_position]))
            _position++;
        Start = _position;
        var length = 0;
        for (; _position < _text.Length; _position++)
        {
            var letter = _text[_position];
            if (IsCombining(letter))
                continue;
            if (!char.IsLetterOrDigit(letter))
                break;
            if (length < LongestWord)
                word[length++] = char.IsDigit(letter) ? '0' : LetterFolding.Fold(letter);
        }

        return length;
    }

    // Accents of decomposed text, such as that of Apple's programs.
    private static bool IsCombining(char letter) => letter is >= '\u0300' and <= '\u036f';
}
