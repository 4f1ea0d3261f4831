using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes header fields, folded between words (RFC 5322 section 2.2.3).</summary>
/// <param name="utf8">Words may be UTF-8 (RFC 6532).</param>
internal sealed class HeaderWriter(bool utf8)
{
    /// <summary>Longest line aimed at (RFC 5322 section 2.1.1).</summary>
    public const int LineLength = 78;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private int _column;

    public bool Utf8 => utf8;

    /// <summary>Characters left on the line for a word and the blank before it.</summary>
    public int Room => LineLength - _column;

    public void Begin(string name) => Raw($"{name}:");

    /// <summary>A word after a blank, or after a fold where it would not fit.</summary>
    public void Word(string word)
    {
        HeaderSyntax.Checked(word, "A header field");
        if (1 + word.Length > Room && _column > 1)
            Fold();
        Raw($" {word}");
    }

    public void Fold()
    {
        Raw("\r\n");
        _column = 0;
    }

    public void End() => Fold();

    /// <summary>One field, its words given.</summary>
    public void Field(string name, params ReadOnlySpan<string> words)
    {
        Begin(name);
        foreach (var word in words)
            Word(word);
        End();
    }

    public byte[] ToBytes() => _bytes.WrittenSpan.ToArray();

    private void Raw(string text)
    {
        Encoding.UTF8.GetBytes(text, _bytes);
        _column += text.Length;
    }
}
