using System.Text;

namespace EmailAgent.Search;

/// <summary>
/// Scans words joined by dots, at-signs and similar characters, and selects the combinations that become tokens: the whole address or
/// name, its host, and the domains that contain the host.
/// </summary>
internal ref struct CompoundScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _start;
    private int _host;
    private int _end;
    private bool _hasSeparator;
    private bool _pending;

    /// <summary>The last word is followed by a joiner and, directly, by another word.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Records a word that follows a joiner or is followed by one.</summary>
    public void EndWord(int start, int end)
    {
        if (!IsOpen)
        {
            (_start, _host) = (start, start);
            _hasSeparator = false;
        }
        else if (_text[start - 1] == '@')
        {
            _host = start;
        }

        _end = end;
        IsOpen = end + 1 < _text.Length && CharacterClasses.IsJoiner(_text[end]) && _text[end + 1] < 128 && CharacterClasses.AsciiWord[_text[end + 1]] != 0;
        if (IsOpen)
            _hasSeparator |= _text[end] is '.' or '@';
        else
            _pending = _hasSeparator && EndsInName(_text[_host.._end]) && Ascii.IsValid(_text[_start.._end]);
    }

    /// <summary>Returns the next combination: the whole, then the host, then the domains above it.</summary>
    public bool TryTake(out int start, out int end)
    {
        (start, end) = (_start, _end);
        if (!_pending)
            return false;

        if (_start < _host)
        {
            _start = _host;
            return true;
        }

        // "mail.example.org" lies in "example.org"; "org" is a word and has been one.
        var dot = _text[_start.._end].IndexOf('.');
        _start += dot + 1;
        _pending = dot >= 0 && _text[_start.._end].Contains('.');
        return true;
    }

    // "example.org" and "report.pdf", but not "3.14" or "e.g".
    private static bool EndsInName(ReadOnlySpan<char> host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.Length >= 2 && char.IsAsciiLetter(last[0]);
    }
}
