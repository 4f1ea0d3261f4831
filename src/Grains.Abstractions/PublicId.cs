using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace EmailAgent.Grains;

/// <summary>
/// The form of ids outside the database: 32 lower-case hexadecimal digits. No other spelling is an id, since clients and the audit
/// log compare ids as text.
/// </summary>
public static class PublicId
{
    private const int Length = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool TryParse([NotNullWhen(true)] string? text, out Guid id)
    {
        id = default;
        return text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Digits) && Guid.TryParseExact(text, "N", out id);
    }
}
