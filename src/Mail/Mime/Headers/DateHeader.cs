namespace EmailAgent.Mail.Mime;

/// <summary>
/// Reads dates: RFC 5322 section 3.3, its obsolete forms, and what else is found in Date fields (ctime, ISO 8601,
/// slashes, dots, words round it). A missing zone is read as UTC.
/// </summary>
internal ref struct DateHeader
{
    private readonly ReadOnlySpan<byte> _text;
    private int _pos;
    private int _year;
    private int _month;
    private int _day;
    private int _hour;
    private int _minute;
    private int _second;
    private int _zone;
    private bool _hasZone;

    /// <summary>The month read is March, before any day, and "mar." is Tuesday in French and Spanish: a further name of a month is then the month.</summary>
    private bool _mayBeWeekday;

    private DateHeader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _year = _month = _day = _hour = -1;
    }

    /// <summary>Returns the date and time of a field; null if day, month or year cannot be found.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> value)
    {
        // No form is longer; what comes after it is not a date.
        var parser = new DateHeader(value[..Math.Min(value.Length, 256)]);
        while (parser._pos < parser._text.Length)
            parser.ReadToken();
        return parser.Build();
    }

    private void ReadToken()
    {
        var c = _text[_pos];
        if (IsDigit(c))
            ReadNumber();
        else if (IsLetter(c))
            ReadWord();
        else if (c == (byte)'(')
            _pos = Comment.Skip(_text, _pos);
        else if (c is (byte)'+' or (byte)'-' && _hour >= 0 && _pos + 1 < _text.Length && IsDigit(_text[_pos + 1]))
            ReadOffset(c == (byte)'-' ? -1 : 1);
        else
            _pos++;
    }

    private void ReadWord()
    {
        var start = _pos;
        while (_pos < _text.Length && IsLetter(_text[_pos]))
            _pos++;
        var word = _text[start.._pos];
        var month = DateNames.Month(word);
        if (month > 0 && (_month < 0 || _mayBeWeekday))
        {
            _month = month;
            _mayBeWeekday = month == 3 && _day < 0 && !_mayBeWeekday;
        }
        else if (_hour >= 0 && DateNames.TryHalfDay(word, out var afternoon))
        {
            if (_hour <= 12)
                _hour = (_hour % 12) + (afternoon ? 12 : 0);
        }
        else if (_hour >= 0 && !_hasZone && DateNames.TryZone(word, out var minutes))
        {
            _zone = minutes;
            _hasZone = true;
        }
    }

    private void ReadNumber()
    {
        var value = TakeNumber(out var digits);
        var next = _pos < _text.Length ? _text[_pos] : (byte)0;
        if (next == (byte)':' && _hour < 0)
            ReadTime(value, (byte)':');
        else if (next == (byte)'.' && _hour < 0 && _day >= 0 && _month >= 0)
            ReadTime(value, (byte)'.');
        else if (next is (byte)'-' or (byte)'/' or (byte)'.' && _day < 0)
            ReadTriple(value, digits, next);
        else if (digits == 4 && _year < 0)
            _year = ExpandYear(value, digits);
        else if (_day < 0 && digits <= 2)
            _day = value;
        else if (_year < 0 && digits <= 3)
            _year = ExpandYear(value, digits);
    }

    private void ReadTime(int hour, byte separator)
    {
        _hour = hour;
        _pos++;
        _minute = TakeNumber(out _);
        if (_pos < _text.Length && _text[_pos] == separator)
        {
            _pos++;
            _second = TakeNumber(out _);
        }

        // Fractions of a second.
        if (_pos + 1 < _text.Length && _text[_pos] is (byte)'.' or (byte)',' && IsDigit(_text[_pos + 1]))
        {
            _pos++;
            TakeNumber(out _);
        }
    }

    /// <summary>Reads 2003-01-02, 2-Jan-2003, 02.01.2003 and 1/2/2003.</summary>
    private void ReadTriple(int first, int digits, byte separator)
    {
        _pos++;
        int second;
        if (_pos < _text.Length && IsLetter(_text[_pos]))
        {
            ReadWord();
            second = _month;
            _day = first;
        }
        else
        {
            second = TakeNumber(out var secondDigits);
            if (secondDigits == 0)
            {
                _day = first;
                return;
            }
        }

        var third = -1;
        var thirdDigits = 0;
        if (_pos < _text.Length && _text[_pos] == separator)
        {
            _pos++;
            third = TakeNumber(out thirdDigits);
        }

        Assign(first, digits, second, third, thirdDigits, separator);
    }

    private void Assign(int first, int firstDigits, int second, int third, int thirdDigits, byte separator)
    {
        if (firstDigits == 4)
        {
            _year = ExpandYear(first, firstDigits);
            _month = second;
            _day = third;
            return;
        }

        if (thirdDigits > 0)
            _year = ExpandYear(third, thirdDigits);

        // Slashes are American unless the numbers exclude it; dots and dashes put the day first.
        var monthFirst = _day < 0 && separator == (byte)'/' && first <= 12;
        _day = monthFirst ? second : first;
        _month = monthFirst ? first : second;
        if (_month > 12 && _day <= 12)
            (_day, _month) = (_month, _day);
    }

    private void ReadOffset(int sign)
    {
        _pos++;
        var value = TakeNumber(out var digits);
        int minutes;
        if (_pos + 1 < _text.Length && _text[_pos] == (byte)':' && IsDigit(_text[_pos + 1]))
        {
            _pos++;
            minutes = (value * 60) + TakeNumber(out _);
        }
        else
        {
            minutes = digits <= 2 ? value * 60 : ((value / 100) * 60) + (value % 100);
        }

        // Beyond a day it is not a zone at all.
        _zone = minutes < 24 * 60 ? sign * minutes : 0;
        _hasZone = true;
    }

    private readonly DateTimeOffset? Build()
    {
        if (_year is < 1 or > 9998 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month))
            return null;
        var hour = Math.Clamp(_hour, 0, 23);
        var local = new DateTime(_year, _month, _day, hour, Math.Clamp(_minute, 0, 59), Math.Clamp(_second, 0, 59));
        if (_year == 1)
            return null;

        // Bulk mailers send "-1600"; no place has it, but the moment is well defined.
        return Math.Abs(_zone) <= 14 * 60
            ? new DateTimeOffset(local, TimeSpan.FromMinutes(_zone))
            : new DateTimeOffset(local.AddMinutes(-_zone), TimeSpan.Zero);
    }

    /// <summary>Years of two and three digits (RFC 5322 section 4.3); zeros in front, as in "0102", do not make them longer.</summary>
    private static int ExpandYear(int year, int digits) => year switch
    {
        0 when digits > 2 => 0,
        < 50 => 2000 + year,
        < 1000 => 1900 + year,
        _ => year,
    };

    /// <summary>Reads digits; past six the value stays as it is.</summary>
    private int TakeNumber(out int digits)
    {
        var value = 0;
        for (digits = 0; _pos < _text.Length && IsDigit(_text[_pos]); digits++, _pos++)
        {
            if (digits < 6)
                value = (value * 10) + (_text[_pos] - '0');
        }

        return value;
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    /// <summary>Letters beyond ASCII are of names of months and days, in whatever charset.</summary>
    private static bool IsLetter(byte c) => (c | 0x20) is >= (byte)'a' and <= (byte)'z' || c >= 0x80;
}
