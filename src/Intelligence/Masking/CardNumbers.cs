namespace EmailAgent.Intelligence.Masking;

/// <summary>Finds numbers of payment cards: 13 to 19 digits, also in groups, whose last one is the check digit of ISO/IEC 7812-1, annex B.</summary>
internal static class CardNumbers
{
    private const int LeastDigits = 13;
    private const int MostDigits = 19;

    /// <summary>Returns the numbers in their order, also those that stand beside other numbers. Takes linear time.</summary>
    public static IEnumerable<FoundSecret> Find(string text)
    {
        var groups = new List<(int Start, int Length)>();
        for (var at = 0; at <= text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end > at)
                groups.Add((at, end - at));
            if (end > at && end < text.Length && text[end] is ' ' or '-')
            {
                at = end + 1;
                continue;
            }

            foreach (var card in In(text, groups))
                yield return card;
            groups.Clear();
            at = end + 1;
        }
    }

    private static IEnumerable<FoundSecret> In(string text, List<(int Start, int Length)> groups)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            var digits = 0;
            for (var last = first; last < groups.Count && digits + groups[last].Length <= MostDigits; last++)
            {
                digits += groups[last].Length;
                var (start, end) = (groups[first].Start, groups[last].Start + groups[last].Length);
                if (digits >= LeastDigits && IsValid(text.AsSpan(start, end - start)))
                    yield return new(start, end - start, SecretKinds.Card);
            }
        }
    }

    private static bool IsValid(ReadOnlySpan<char> number)
    {
        var (sum, digits) = (0, 0);
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(number[i]))
                continue;
            var digit = number[i] - '0';
            var doubled = digits++ % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
