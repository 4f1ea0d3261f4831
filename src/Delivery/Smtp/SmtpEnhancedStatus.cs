using System.Globalization;

namespace EmailAgent.Delivery.Smtp;

/// <summary>An enhanced mail system status code (RFC 3463).</summary>
/// <param name="Class">2 success, 4 transient, 5 permanent.</param>
/// <param name="Subject">Subject: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy; 0 undefined.</param>
/// <param name="Detail">What it is, within the subject.</param>
public readonly record struct SmtpEnhancedStatus(int Class, int Subject, int Detail)
{
    // RFC 3463 section 2: one digit, then up to three digits twice.
    private const int MaximumLength = 9;
    private const int MaximumNumber = 999;

    /// <summary>Reads a code such as <c>5.1.1</c>.</summary>
    /// <returns>Null if it is not one.</returns>
    public static SmtpEnhancedStatus? Parse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        if (text.Length > MaximumLength || text.Split(parts, '.') != 3 || text[parts[0]] is not ("2" or "4" or "5"))
        {
            return null;
        }

        return TryNumber(text[parts[1]], out var subject) && TryNumber(text[parts[2]], out var detail)
            ? new SmtpEnhancedStatus(text[0] - '0', subject, detail)
            : null;
    }

    /// <summary>Formats the code as servers write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MaximumNumber;
}
