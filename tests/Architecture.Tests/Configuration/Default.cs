using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>The defaults of settings: from the code where it has a value, otherwise from the words behind "Default:".</summary>
internal static partial class Default
{
    private const string None = "none";

    public static string Of(object? value, string text) => value switch
    {
        null or "" or ICollection { Count: 0 } or DateTimeOffset => InWords().Match(text) is { Success: true } words ? words.Groups["default"].Value : None,
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan time => $"`{time:c}`",
        IDictionary => None,
        IEnumerable list and not string => $"`{string.Join("`, `", list.Cast<object>())}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    /// <summary>Takes the default away that a column of its own shows.</summary>
    public static string Strip(string text) =>
        InWords().Match(text) is { Success: true } words ? text[..words.Index].TrimEnd() : text;

    [GeneratedRegex(@"Default: (?<default>.*?)\.$")]
    private static partial Regex InWords();
}
